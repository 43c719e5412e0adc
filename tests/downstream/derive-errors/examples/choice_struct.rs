use earlybound::Choice;
use earlybound_generated::account::StateCode;

#[derive(Choice)]
#[choice(of = StateCode)]
struct State {
    active: bool,
}

fn main() {}
