use earlybound::Row;
use earlybound_generated::account;

#[derive(Row)]
#[row(table = account)]
struct Card {
    #[row(expand = contact_customer_accounts)]
    contacts: Vec<Person>,
}

struct Person;

fn main() {}
