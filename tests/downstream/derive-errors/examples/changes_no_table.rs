use earlybound::Changes;

#[derive(Changes)]
#[changes(update)]
struct Facts {
    name: Option<String>,
}

fn main() {}
