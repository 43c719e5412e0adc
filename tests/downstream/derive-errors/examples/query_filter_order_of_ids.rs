use earlybound::{Id, Uuid};
use earlybound_generated::{Account, account};

fn main() {
    let account = Id::<Account>::new(Uuid::nil());
    let _ = Account::query().filter(account::ACCOUNTID.gt(account));
}
