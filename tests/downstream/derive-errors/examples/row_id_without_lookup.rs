use earlybound::{Id, Row};
use earlybound_generated::{Contact, account};

#[derive(Row)]
#[row(table = account)]
struct Card {
    primarycontactid: Option<Id<Contact>>,
}

fn main() {}
