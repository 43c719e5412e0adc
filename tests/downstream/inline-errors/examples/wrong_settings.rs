earlybound::reference!("reference/color.table.yaml", "reference/settings/earlybound.yaml");

fn main() {}
