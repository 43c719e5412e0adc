use earlybound::Message;
use earlybound_generated::queue;

#[derive(Message)]
#[message(table = queue, name = Assign, bound = row)]
struct Assign {}

fn main() {}
