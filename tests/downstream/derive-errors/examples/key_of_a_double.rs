use earlybound::Key;
use earlybound_generated::{Account, account};

fn main() {
    let _ = Key::<Account>::alternate(account::ADDRESS1_LATITUDE, 1.5);
}
