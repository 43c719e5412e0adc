use earlybound::Row;
use earlybound_generated::account;

#[derive(Row)]
#[row(table = account)]
struct Card<T> {
    name: Option<T>,
}

fn main() {}
