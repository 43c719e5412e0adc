use earlybound::Message;
use earlybound_generated::queue;

#[derive(Message)]
#[message(table = queue, name = AddPrincipalToQueue, bound = row, function)]
struct Add {}

fn main() {}
