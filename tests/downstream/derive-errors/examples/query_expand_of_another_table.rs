use earlybound as _;
use earlybound_generated::Account;
use earlybound_generated::contact::one_to_many::CONTACT_TASKS;

fn main() {
    let _ = Account::query().expand(CONTACT_TASKS);
}
