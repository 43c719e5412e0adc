use earlybound as _;
use earlybound_generated::{Account, account};

fn main() {
    let _ = Account::query().filter(account::NAME.eq_column(account::NUMBEROFEMPLOYEES));
}
