earlybound::reference!(
    "reference/nameless.table.yaml",
    "reference/color.table.yaml",
    "reference/broken.table.yaml",
);

fn main() {}
