use earlybound::Row;
use earlybound_generated::Account;

#[derive(Row)]
#[row(table = Account)]
struct Card {
    name: Option<String>,
}

fn main() {}
