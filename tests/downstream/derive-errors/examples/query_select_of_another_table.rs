use earlybound as _;
use earlybound_generated::{Account, contact};

fn main() {
    let _ = Account::query().select(contact::LASTNAME);
}
