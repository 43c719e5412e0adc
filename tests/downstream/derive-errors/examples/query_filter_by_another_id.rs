use earlybound::{Id, Uuid};
use earlybound_generated::{Account, Lead, account};

fn main() {
    let lead = Id::<Lead>::new(Uuid::nil());
    let _ = Account::query().filter(account::PRIMARYCONTACTID.eq(lead));
}
