earlybound::reference!("reference/nameless.table.yaml");

fn main() {}
