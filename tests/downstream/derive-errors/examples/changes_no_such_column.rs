use earlybound::Changes;
use earlybound_generated::account;

#[derive(Changes)]
#[changes(table = account, create, update)]
struct Facts {
    naem: Option<String>,
}

fn main() {}
