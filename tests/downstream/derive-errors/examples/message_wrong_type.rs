use earlybound::{Id, Lookup, Message, Uuid};
use earlybound_generated::messages::{AccessRights, PrincipalAccess};
use earlybound_generated::{Account, Contact, account, incident, queue};

#[derive(Message)]
#[message(table = incident, name = CloseIncident, bound = none)]
struct Close {
    incident_resolution: String,
    status: Option<String>,
}

#[derive(Message)]
#[message(table = queue, name = AddToQueue, bound = row)]
struct Add {
    target: Uuid,
    source_queue: Id<Account>,
    queue_item_properties: Vec<Id<Account>>,
}

#[derive(Message)]
#[message(table = account, name = GrantAccess, bound = none)]
struct Grant {
    target: account::IndustryCode,
    principal_access: AccessRights,
}

#[derive(Message)]
#[message(table = incident, name = Rollup, bound = none)]
struct Rollup {
    target: PrincipalAccess,
    rollup_type: i32,
}

#[derive(Message)]
#[message(table = account, name = Merge, bound = none)]
struct Merge {
    target: Lookup<Id<Contact>>,
    subordinate: Id<Account>,
    update_content: bool,
    perform_parenting_checks: i32,
}

fn main() {}
