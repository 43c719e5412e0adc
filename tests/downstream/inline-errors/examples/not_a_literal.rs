earlybound::reference!(account);

fn main() {}
