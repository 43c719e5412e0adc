use earlybound::Create;
use earlybound_generated::{Account, contact};

fn main() {
    let _ = Create::<Account>::new().set(contact::LASTNAME, "Lovelace");
}
