use earlybound::Changes;
use earlybound_generated::account;

#[derive(Changes)]
#[changes(table = account, update)]
struct Facts {
    importsequencenumber: Option<i32>,
}

fn main() {}
