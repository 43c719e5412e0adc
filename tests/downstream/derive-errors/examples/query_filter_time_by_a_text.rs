use earlybound as _;
use earlybound_generated::{Account, account};

fn main() {
    let _ = Account::query().filter(account::CREATEDON.gt("2020-01-01"));
}
