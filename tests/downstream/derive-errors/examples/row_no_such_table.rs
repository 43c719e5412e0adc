use earlybound::Row;
use earlybound_generated::account;

#[derive(Row)]
#[row(table = acount)]
struct Card {
    name: Option<String>,
}

fn main() {}
