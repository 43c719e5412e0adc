use earlybound::Row;
use earlybound_generated::{Contact, contact};

#[derive(Row)]
#[row(table = contact)]
struct Card {
    #[row(expand = contact_annotation)]
    notes: Vec<Contact>,
}

fn main() {}
