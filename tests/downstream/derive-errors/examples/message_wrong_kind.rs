use earlybound::{Id, Message};
use earlybound_generated::queue;
use earlybound_generated::referenced::SystemUser;

#[derive(Message)]
#[message(table = queue, name = AddPrincipalToQueue, bound = row, function)]
struct Add {
    principal: Id<SystemUser>,
}

fn main() {}
