use earlybound::Choice;
use earlybound_generated::account::StateCode;

#[derive(Choice)]
#[choice(of = StateCode)]
enum State {
    Active,
    Inactiv,
    #[choice(other)]
    Other,
}

fn main() {}
