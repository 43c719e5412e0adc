use earlybound as _;
use earlybound_generated::Account;
use earlybound_generated::account::one_to_many::CONTACT_CUSTOMER_ACCOUNTS;
use earlybound_generated::contact::{self, one_to_many::CONTACT_TASKS};

fn main() {
    let contacts = CONTACT_CUSTOMER_ACCOUNTS.query().expand(CONTACT_TASKS).order_by(contact::LASTNAME);
    let _ = Account::query().expand(contacts);
}
