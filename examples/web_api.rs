//! Creates, reads, changes and calls over HTTP, with `ureq` as the client.
//!
//! ```sh
//! cargo run --features http --example web_api
//! ```
//!
//! A small server (`server/mod.rs`) takes the place of Dataverse, so that the example runs anywhere. To talk to an
//! organization, pass the address of its API and add a header with a token: `("Authorization", "Bearer …")`.

#![allow(clippy::print_stdout, reason = "an example shows what it does")]

mod server;

use std::error::Error;

use earlybound::{Create, Id, Invoke, Lookup, Request, Update, Uuid};
use earlybound_generated::msdyn_ocliveworkitem::{self as conversation, Message, OwnerIdTarget};
use earlybound_generated::referenced::Systemuser;
use earlybound_generated::{Account, MsdynOcliveworkitem};
pub use server::Server;

fn main() -> Result<(), Box<dyn Error>> {
    let server = Server::start(ANSWERS)?;
    talk(&format!("http://{}/api/data/v9.2", server.address))?;
    for request in server.requests()? {
        println!("{request}\n");
    }
    Ok(())
}

/// What a program does with the service.
pub fn talk(root: &str) -> Result<(), Box<dyn Error>> {
    let account: Id<Account> = Uuid::from_u128(1).into();
    let me: Id<Systemuser> = Uuid::from_u128(2).into();

    // Create, and read what was created.
    let create = Create::<MsdynOcliveworkitem>::new()
        .set(conversation::SUBJECT, "Where is my order?")
        .bind(conversation::REGARDINGOBJECTID, account);
    let created = send(root, create.request()?.returning_representation().including_annotations())?;
    let before: MsdynOcliveworkitem = serde_json::from_str(&created)?;
    let id = before.activityid.ok_or("the service always answers the id")?;

    // Change a copy, and send the differences, unless somebody else was faster.
    let mut after = before.clone();
    after.subject = Some("Order 7 is late".to_owned());
    after.ownerid = Some(Lookup::new(OwnerIdTarget::from(me)));
    after.regardingobjectid = None;
    let update = Update::between(&before, &after)?;
    send(root, update.request(id)?.if_match(before.annotations.etag().unwrap_or("*"))?)?;

    // Call an action of which the reference says nothing but the name: what it is called on and with is up to us.
    let end = Invoke::bound(id, Message::CCaaSEndSession.metadata()).with("Reason", "Done");
    send(root, end.request()?)?;

    send(root, Request::delete(id)?)?;
    Ok(())
}

/// Sends a request with a real client, and returns the body of the answer.
fn send<A>(root: &str, request: Request<A>) -> Result<String, Box<dyn Error>> {
    let request = request.to_http(root)?;
    let mut answer = match request.method().as_str() {
        "GET" | "DELETE" => ureq::run(request.map(drop))?,
        _ => ureq::run(request)?,
    };
    Ok(answer.body_mut().read_to_string()?)
}

/// What the server answers, one request after the other.
pub const ANSWERS: &[(u16, &str)] = &[
    (
        201,
        r#"{
            "@odata.context": "http://localhost/api/data/v9.2/$metadata#msdyn_ocliveworkitems/$entity",
            "@odata.etag": "W/\"2291742\"",
            "activityid": "00000000-0000-0000-0000-000000000007",
            "subject": "Where is my order?",
            "statecode": 0,
            "statecode@OData.Community.Display.V1.FormattedValue": "Open",
            "_ownerid_value": "00000000-0000-0000-0000-000000000003",
            "_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "team",
            "_regardingobjectid_value": "00000000-0000-0000-0000-000000000001",
            "_regardingobjectid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "account",
            "_regardingobjectid_value@OData.Community.Display.V1.FormattedValue": "Contoso"
        }"#,
    ),
    (204, ""),
    (204, ""),
    (204, ""),
];
