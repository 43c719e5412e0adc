//! A program with its tables read where they stand.

mod dataverse {
    earlybound::reference!("reference/parcel.table.yaml", "reference/earlybound.yaml", "reference/more");
}

use dataverse::{Parcel, SCHEMA};
use earlybound::{Id, Uuid};

fn main() {
    let parcel = Parcel { new_parcelid: Some(Id::new(Uuid::from_u128(7))), weight: Some(3), ..Parcel::default() };
    println!("{} tables, {:?} kg", SCHEMA.tables.len(), parcel.weight);
    println!("{:?}", dataverse::new_route::TABLE.entity_set_name);
}
