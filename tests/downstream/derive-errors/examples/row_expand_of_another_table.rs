use earlybound::Row;
use earlybound_generated::{Task, account};

#[derive(Row)]
#[row(table = account)]
struct Card {
    #[row(expand = contact_customer_accounts)]
    contacts: Vec<Task>,
}

fn main() {}
