use earlybound::Row;
use earlybound_generated::account;

#[derive(Row)]
#[row(table = account)]
struct Card {
    #[row(column = "name")]
    title: Option<String>,
}

fn main() {}
