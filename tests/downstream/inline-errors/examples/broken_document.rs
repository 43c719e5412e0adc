earlybound::reference!("reference/broken.table.yaml");

fn main() {}
