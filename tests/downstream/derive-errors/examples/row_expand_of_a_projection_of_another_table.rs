use earlybound::Row;
use earlybound_generated::{account, task};

#[derive(Row)]
#[row(table = account)]
struct Card {
    #[row(expand = contact_customer_accounts)]
    contacts: Vec<Errand>,
}

#[derive(Row)]
#[row(table = task)]
struct Errand {
    subject: Option<String>,
}

fn main() {}
