//! Tables of an organization: of a solution, of a page, and of the metadata of its service.

mod dataverse {
    earlybound::include_generated!();
}

use dataverse::messages::NewMoor;
use dataverse::new_boat::{self, NEW_BERTHID, NEW_RIG, NEW_SAILNUMBER, NewRig};
use dataverse::{NewBoat, new_berth};
use earlybound::{Create, Query, Request, RequestError, Update};

fn main() -> Result<(), RequestError> {
    show(&NewBoat::query().select(NEW_SAILNUMBER).filter(NEW_RIG.eq(NewRig::Ketch)).request()?);

    // Keys name rows wherever ids do: of the solution, and of the metadata of the service.
    let boat = || new_boat::keys::new_bysailnumber("GER 7");
    let berth = || new_berth::keys::new_pier_new_number("North", 4);
    show(&Update::<NewBoat>::new().bind(NEW_BERTHID, berth()).request(boat())?);
    show(&Create::<NewBoat>::new().set(NEW_RIG, NewRig::Sloop).upsert(boat())?);
    show(&Request::set_reference(boat(), new_boat::many_to_one::NEW_BERTH_BOATS, berth())?);
    show(&Query::retrieve(berth()).select(new_berth::NEW_PIER).request()?);

    // The custom API, on a row by its key and with another as its argument.
    show(&NewMoor::new(berth()).lines(2).on(boat()).request()?);
    Ok(())
}

fn show<T>(request: &Request<T>) {
    println!("{} {} {}", request.method(), request.path(), request.body().unwrap_or_default());
}
