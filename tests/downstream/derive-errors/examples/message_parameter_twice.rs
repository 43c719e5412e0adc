use earlybound::Message;
use earlybound_generated::queue;

#[derive(Message)]
#[message(table = queue, name = AddPrincipalToQueue, bound = row)]
struct Add {
    principal: String,
    #[message(name = "Principal")]
    who: String,
}

fn main() {}
