use earlybound::{Lookup, Row};
use earlybound_generated::email::{self, ToTarget};

#[derive(Row)]
#[row(table = email)]
struct Card {
    to: Option<Vec<Lookup<ToTarget>>>,
}

fn main() {}
