use earlybound as _;
use earlybound_generated::Account;
use earlybound_generated::account::one_to_many::CONTACT_CUSTOMER_ACCOUNTS;
use earlybound_generated::contact::one_to_many::CONTACT_TASKS;

fn main() {
    let contacts = CONTACT_CUSTOMER_ACCOUNTS.query().top(3).expand(CONTACT_TASKS);
    let _ = Account::query().expand(contacts);
}
