use earlybound::Row;
use earlybound_generated::{Contact, account};

#[derive(Row)]
#[row(table = account)]
struct Card {
    #[row(expand = account_primary_contact)]
    contacts: Vec<Contact>,
}

fn main() {}
