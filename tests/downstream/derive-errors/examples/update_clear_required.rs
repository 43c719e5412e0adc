use earlybound::Update;
use earlybound_generated::{Account, account};

fn main() {
    let _ = Update::<Account>::new().clear(account::OWNERID);
}
