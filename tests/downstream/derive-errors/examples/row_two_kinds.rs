use earlybound::Row;
use earlybound_generated::account;

#[derive(Row)]
#[row(table = account)]
struct Card {
    #[row(column = name, annotations)]
    name: Option<String>,
}

fn main() {}
