use earlybound::Row;
use earlybound_generated::account;

#[derive(Row)]
#[row(table = account)]
enum Card {
    Name,
}

fn main() {}
