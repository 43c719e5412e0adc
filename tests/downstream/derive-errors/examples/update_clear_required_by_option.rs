use earlybound::{Lookup, Update};
use earlybound_generated::{Contact, contact};

fn main() {
    let owner: Option<Lookup<contact::OwnerIdTarget>> = None;
    let _ = Update::<Contact>::new().set(contact::OWNERID, owner);
}
