use earlybound::Row;
use earlybound_generated::{Contact, queue};

#[derive(Row)]
#[row(table = queue)]
struct Card {
    #[row(expand = queue_convertruleitem)]
    items: Vec<Contact>,
}

fn main() {}
