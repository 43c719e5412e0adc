use earlybound::Message;
use earlybound_generated::queue;

#[derive(Message)]
#[message(table = queue, name = AddPrincipalToQueue, bound = collection)]
struct Add {}

fn main() {}
