use earlybound::Choice;
use earlybound_generated::account::StateCode;

#[derive(Choice)]
#[choice(of = StateCode)]
enum State {
    Active,
    #[choice(other)]
    Other(i32),
    #[choice(other)]
    Rest,
}

fn main() {}
