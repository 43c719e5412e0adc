use earlybound::Changes;
use earlybound_generated::account;

#[derive(Changes)]
#[changes(table = account)]
struct Facts {
    name: Option<String>,
}

fn main() {}
