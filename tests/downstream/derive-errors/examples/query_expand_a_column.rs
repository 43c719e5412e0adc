use earlybound as _;
use earlybound_generated::{Contact, contact};

fn main() {
    // A lookup is a column, and the relationship has another name.
    let _ = Contact::query().expand(contact::PARENTCUSTOMERID);
}
