use earlybound::Row;
use earlybound_generated::account;

#[derive(Row)]
#[row(table = account)]
struct Card {
    #[row(columns = name)]
    title: Option<String>,
}

fn main() {}
