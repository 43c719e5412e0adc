use earlybound::Key;
use earlybound_generated::{Account, account};

fn main() {
    let _ = Key::<Account>::alternate(account::ENTITYIMAGE, vec![1_u8]);
}
