earlybound::reference!("reference/latin1.md");

fn main() {}
