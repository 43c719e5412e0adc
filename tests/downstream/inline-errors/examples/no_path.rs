earlybound::reference!();

fn main() {}
