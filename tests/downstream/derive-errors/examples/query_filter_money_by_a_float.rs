use earlybound as _;
use earlybound_generated::{Account, account};

fn main() {
    let _ = Account::query().filter(account::REVENUE.gt(1.5));
}
