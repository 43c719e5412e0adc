use earlybound::Message;
use earlybound_generated::queue;

#[derive(Message)]
#[message(table = queue, name = AddPrincipalToQueu, bound = row)]
struct Add {}

fn main() {}
