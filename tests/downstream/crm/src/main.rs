mod dataverse {
    earlybound::include_generated!();
}

use dataverse::Account;
use earlybound::{CascadeAction, Table};

fn main() {
    let account = Account { name: Some("Contoso".to_owned()), ..Account::default() };
    println!("{:?} is a row of {}", account.name, Account::LOGICAL_NAME);

    let contacts = &dataverse::account::one_to_many::CONTACT_CUSTOMER_ACCOUNTS;
    println!("deleting it: {:?} for its contacts", contacts.cascade.get(CascadeAction::Delete));
}
