earlybound::reference!("reference/color.table.yaml", 7);

fn main() {}
