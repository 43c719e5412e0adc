use earlybound::Changes;
use earlybound_generated::account;

#[derive(Changes)]
#[changes(table = account, create, update)]
struct Facts {
    name: Option<String>,
    #[changes(column = name)]
    title: Option<String>,
}

fn main() {}
