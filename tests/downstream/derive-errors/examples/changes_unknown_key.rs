use earlybound::Changes;
use earlybound_generated::account;

#[derive(Changes)]
#[changes(table = account, create, update)]
struct Facts {
    #[changes(binds)]
    name: Option<String>,
}

fn main() {}
