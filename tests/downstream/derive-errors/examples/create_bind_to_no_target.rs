use earlybound::{Create, Id, Uuid};
use earlybound_generated::{Account, account};

fn main() {
    let account = Id::<Account>::new(Uuid::nil());
    let _ = Create::<Account>::new().bind(account::PRIMARYCONTACTID, account);
}
