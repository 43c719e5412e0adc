use earlybound::Message;
use earlybound::message::AnyValue;
use earlybound_generated::incident;

#[derive(Message)]
#[message(table = incident, name = CloseIncident, bound = none)]
struct Close {
    incident_resolution: AnyValue,
    state: i32,
    status: i32,
}

fn main() {}
