earlybound::reference!("reference/notes.md");

fn main() {}
