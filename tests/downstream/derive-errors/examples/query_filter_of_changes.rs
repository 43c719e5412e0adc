use earlybound as _;
use earlybound_generated::{Account, account};

fn main() {
    let _ = Account::query().track_changes().filter(account::NAME.eq("Contoso"));
}
