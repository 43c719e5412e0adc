use earlybound::Message;
use earlybound_generated::queue;

#[derive(Message)]
#[message(table = queue, bound = row)]
struct Add {}

fn main() {}
