use earlybound::Changes;
use earlybound_generated::account;

#[derive(Changes)]
#[changes(table = account, create, update)]
struct Facts {
    address1_composite: Option<String>,
}

fn main() {}
