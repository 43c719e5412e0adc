use earlybound::Create;
use earlybound_generated::{Account, account};

fn main() {
    let _ = Create::<Account>::new().set(account::NUMBEROFEMPLOYEES, "many");
}
