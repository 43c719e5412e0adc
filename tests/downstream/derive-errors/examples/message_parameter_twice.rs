use earlybound::Message;
use earlybound::message::AnyValue;
use earlybound_generated::queue;

#[derive(Message)]
#[message(table = queue, name = AddPrincipalToQueue, bound = row)]
struct Add {
    principal: AnyValue,
    #[message(name = "Principal")]
    who: AnyValue,
}

fn main() {}
