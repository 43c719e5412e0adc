use earlybound::Message;
use earlybound_generated::incident;
use earlybound_generated::referenced::IncidentResolution;

#[derive(Message)]
#[message(table = incident, name = CloseIncident, bound = none)]
struct Close {
    incident_resolution: earlybound::message::RowValue<IncidentResolution>,
}

fn main() {}
