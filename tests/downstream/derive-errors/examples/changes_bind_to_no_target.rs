use earlybound::{Changes, Id};
use earlybound_generated::{Account, account};

#[derive(Changes)]
#[changes(table = account, create, update)]
struct Facts {
    #[changes(bind)]
    primarycontactid: Option<Id<Account>>,
}

fn main() {}
