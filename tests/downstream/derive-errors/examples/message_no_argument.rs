use earlybound::Message;
use earlybound_generated::queue;

#[derive(Message)]
#[message(table = queue, name = AddPrincipalToQueue, bound = row)]
struct Add {
    principal: User,
}

struct User;

fn main() {}
