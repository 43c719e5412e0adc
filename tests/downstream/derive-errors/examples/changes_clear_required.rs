use earlybound::Changes;
use earlybound_generated::account::{self, StateCode};

#[derive(Changes)]
#[changes(table = account, update)]
struct Facts {
    statecode: Option<Option<StateCode>>,
}

fn main() {}
