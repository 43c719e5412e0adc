use earlybound::{Id, Update, Uuid};
use earlybound_generated::{Account, Contact, account};

fn main() {
    let contact = Id::<Contact>::new(Uuid::nil());
    let _ = Update::<Account>::new().set(account::NAME, "Contoso").request(contact);
}
