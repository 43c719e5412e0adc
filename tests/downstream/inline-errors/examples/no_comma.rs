earlybound::reference!("reference/color.table.yaml" "reference/broken.table.yaml");

fn main() {}
