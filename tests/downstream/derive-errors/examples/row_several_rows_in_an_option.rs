use earlybound::Row;
use earlybound_generated::{Contact, account};

#[derive(Row)]
#[row(table = account)]
struct Card {
    #[row(expand = contact_customer_accounts)]
    contact: Option<Contact>,
}

fn main() {}
