use earlybound as _;
use earlybound_generated::Account;

fn main() {
    let _ = Account::query().page_size(100).top(10);
}
