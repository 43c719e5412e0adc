use earlybound::Changes;
use earlybound_generated::account::{self, StateCode};

#[derive(Changes)]
#[changes(table = account, create)]
struct Facts {
    statecode: Option<StateCode>,
}

fn main() {}
