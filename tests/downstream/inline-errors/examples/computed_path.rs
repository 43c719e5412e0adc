earlybound::reference!(concat!("reference/", "color.table.yaml"));

fn main() {}
