earlybound::reference!("reference/empty");

fn main() {}
