use earlybound::Choice;
use earlybound_generated::account::StateCode;

#[derive(Choice)]
#[choice(of = StateCode)]
enum State {
    Active,
    #[choice(option = Active)]
    Live,
    #[choice(other)]
    Other,
}

fn main() {}
