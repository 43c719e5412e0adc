use earlybound::Changes;
use earlybound_generated::account;

#[derive(Changes)]
#[changes(table = account, create, update)]
struct Facts {
    revenue: f64,
}

fn main() {}
