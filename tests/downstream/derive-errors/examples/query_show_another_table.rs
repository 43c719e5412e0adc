use earlybound::Row;
use earlybound_generated::{Account, contact};

#[derive(Row)]
#[row(table = contact)]
struct Person {
    lastname: Option<String>,
}

fn main() {
    let _ = Account::query().show::<Person>();
}
