use earlybound::{Id, Lookup, Row};
use earlybound_generated::{Account, account};

#[derive(Row)]
#[row(table = account)]
struct Card {
    primarycontactid: Option<Lookup<Id<Account>>>,
}

fn main() {}
