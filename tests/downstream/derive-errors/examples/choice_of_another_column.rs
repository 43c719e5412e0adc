use earlybound::{Choice, Row};
use earlybound_generated::account;

#[derive(Choice)]
#[choice(of = account::StateCode)]
enum State {
    Active,
    Inactive,
}

#[derive(Row)]
#[row(table = account)]
struct Card {
    industrycode: Option<State>,
}

fn main() {}
