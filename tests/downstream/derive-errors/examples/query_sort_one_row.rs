use earlybound as _;
use earlybound_generated::account::many_to_one::ACCOUNT_PRIMARY_CONTACT;
use earlybound_generated::{Account, contact};

fn main() {
    let contact = ACCOUNT_PRIMARY_CONTACT.query().order_by(contact::LASTNAME);
    let _ = Account::query().expand(contact);
}
