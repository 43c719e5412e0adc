use earlybound as _;
use earlybound_generated::{Email, email};

fn main() {
    let _ = Email::query().select(email::TO);
}
