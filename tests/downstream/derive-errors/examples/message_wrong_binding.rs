use earlybound::Message;
use earlybound::message::AnyValue;
use earlybound_generated::incident;

#[derive(Message)]
#[message(table = incident, name = CloseIncident, bound = table)]
struct Close {
    incident_resolution: AnyValue,
    status: i32,
}

fn main() {}
