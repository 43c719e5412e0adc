use earlybound::{Id, Row};
use earlybound_generated::{Contact, account};

#[derive(Row)]
#[row(table = account)]
struct Card {
    accountid: Id<Contact>,
}

fn main() {}
