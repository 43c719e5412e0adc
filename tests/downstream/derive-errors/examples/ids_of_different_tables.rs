use earlybound::{Id, Uuid};
use earlybound_generated::{Account, Contact};

fn main() {
    let (account, contact) = (Id::<Account>::new(Uuid::nil()), Id::<Contact>::new(Uuid::nil()));
    assert!(account != contact);
}
