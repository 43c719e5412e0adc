use earlybound as _;
use earlybound_generated::{Account, account};

fn main() {
    let _ = Account::query().filter(account::NUMBEROFEMPLOYEES.gt("many"));
}
