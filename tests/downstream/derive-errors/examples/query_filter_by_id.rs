use earlybound::{Id, Uuid};
use earlybound_generated::{Account, account};

fn main() {
    let _ = Account::retrieve(Id::new(Uuid::nil())).filter(account::NAME.eq("Contoso"));
}
