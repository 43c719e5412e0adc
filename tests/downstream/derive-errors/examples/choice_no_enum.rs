use earlybound::Choice;

#[derive(Choice)]
enum State {
    Active,
    Inactive,
}

fn main() {}
