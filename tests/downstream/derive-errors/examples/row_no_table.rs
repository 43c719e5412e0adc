use earlybound::Row;

#[derive(Row)]
struct Card {
    name: Option<String>,
}

fn main() {}
