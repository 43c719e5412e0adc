use earlybound::Row;
use earlybound_generated::account;

#[derive(Row)]
#[row(table = account)]
struct Card {
    #[row(column = primarycontact)]
    contact: Option<String>,
}

fn main() {}
