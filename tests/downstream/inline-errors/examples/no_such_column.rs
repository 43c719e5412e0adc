earlybound::reference!("reference/color.table.yaml");

fn main() {
    let _ = Color { hue: None, ..Color::default() };
}
