use earlybound::Message;
use earlybound_generated::queue;

#[derive(Message)]
#[message(table = queue, name = AddPrincipalToQueue)]
struct Add {}

fn main() {}
