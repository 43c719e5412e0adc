use earlybound::Row;
use earlybound_generated::account;

#[derive(Row)]
#[row(table = account)]
struct Card {
    name: Option<String>,
    #[row(column = name)]
    title: Option<String>,
}

fn main() {}
