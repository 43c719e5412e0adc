use earlybound::Row;
use earlybound_generated::account;

enum Industry {
    Accounting,
    Other,
}

#[derive(Row)]
#[row(table = account)]
struct Card {
    industrycode: Option<Industry>,
}

fn main() {}
