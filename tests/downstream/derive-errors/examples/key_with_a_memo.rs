use earlybound::Key;
use earlybound_generated::{Account, account};

fn main() {
    let _ = Key::<Account>::alternate(account::ACCOUNTNUMBER, "7").and(account::DESCRIPTION, "x");
}
