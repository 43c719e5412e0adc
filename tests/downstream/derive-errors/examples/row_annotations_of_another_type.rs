use earlybound::Row;
use earlybound_generated::account;

#[derive(Row)]
#[row(table = account)]
struct Card {
    #[row(annotations)]
    beside: String,
}

fn main() {}
