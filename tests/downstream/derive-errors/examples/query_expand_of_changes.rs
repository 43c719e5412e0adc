use earlybound as _;
use earlybound_generated::Account;
use earlybound_generated::account::many_to_one::ACCOUNT_PRIMARY_CONTACT;

fn main() {
    let _ = Account::query().track_changes().expand(ACCOUNT_PRIMARY_CONTACT);
}
