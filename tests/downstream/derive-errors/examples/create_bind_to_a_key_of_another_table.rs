use earlybound::{Create, Key};
use earlybound_generated::{Account, Lead, account, lead};

fn main() {
    let lead = Key::<Lead>::alternate(lead::SUBJECT, "x");
    let _ = Create::<Account>::new().bind(account::PRIMARYCONTACTID, lead);
}
