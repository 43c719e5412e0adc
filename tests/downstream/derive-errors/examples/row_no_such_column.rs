use earlybound::Row;
use earlybound_generated::account;

#[derive(Row)]
#[row(table = account)]
struct Card {
    name: Option<String>,
    telephon1: Option<String>,
}

fn main() {}
