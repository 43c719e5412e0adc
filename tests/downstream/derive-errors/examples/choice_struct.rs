use earlybound::Choice;
use earlybound_generated::contact::StateCode;

#[derive(Choice)]
#[choice(of = StateCode)]
struct State {
    active: bool,
}

fn main() {}
