use earlybound::Row;
use earlybound_generated::account;

#[derive(Row)]
#[row(tabel = account)]
struct Card {
    name: Option<String>,
}

fn main() {}
