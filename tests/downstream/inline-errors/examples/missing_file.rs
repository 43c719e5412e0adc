earlybound::reference!(
    "reference/color.table.yaml",
    "reference/colour.table.yaml",
);

fn main() {}
