use earlybound::Row;
use earlybound_generated::account;

#[derive(Row)]
#[row(table = account)]
struct Card {
    naem: Option<String>,
    revenue: Option<i32>,
    isprivate: Option<bool>,
}

fn main() {}
