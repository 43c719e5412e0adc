//! The whole life of a program that talks to Dataverse, over HTTP, with `ureq` as the client.
//!
//! ```sh
//! cargo run --features http --example web_api
//! ```
//!
//! A small server (`server/mod.rs`) takes the place of Dataverse and of the server of tokens, so that the example runs
//! anywhere. The library has no client: `Client` below is all that a program needs of one, in any style.

#![allow(clippy::print_stdout, reason = "an example shows what it does")]

mod server;

use std::error::Error;
use std::io;
use std::thread;
use std::time::Duration;

use earlybound::batch::Batch;
use earlybound::message::RowValue;
use earlybound::query::Query;
use earlybound::service::{Answer, ErrorKind, FromAnswer, Json, ServiceError};
use earlybound::{Create, Id, Lookup, Request, Update, Uuid};
use earlybound_generated::incident::StatusCode;
use earlybound_generated::messages::{CloseIncident, WhoAmI};
use earlybound_generated::msdyn_ocliveworkitem::{self as conversation, OwnerIdTarget};
use earlybound_generated::referenced::SystemUser;
use earlybound_generated::{Account, Contact, Incident, MsdynOcliveworkitem as Conversation, account, contact};
use serde::Deserialize;
pub use server::{Reply, Server};

fn main() -> Result<(), Box<dyn Error>> {
    let server = Server::start(REPLIES)?;
    talk(&format!("http://{}", server.address))?;
    // The rest of a request has the token.
    for request in server.requests()? {
        println!("{}", request.lines().next().unwrap_or_default());
    }
    Ok(())
}

/// The part that every program has once: send a request, and read the answer.
struct Client {
    agent: ureq::Agent,
    root: String,
    token: String,
}

impl Client {
    /// Gets a token. A library for Microsoft Entra ID does this better.
    fn log_in(organization: &str) -> Result<Self, Box<dyn Error>> {
        #[derive(Deserialize)]
        struct Token {
            access_token: String,
        }
        let config = ureq::Agent::config_builder().http_status_as_error(false).build();
        let agent = ureq::Agent::new_with_config(config);
        let secret = [("grant_type", "client_credentials"), ("client_id", "earlybound"), ("client_secret", "…")];
        let answer = agent.post(format!("{organization}/tenant/oauth2/v2.0/token")).send_form(secret)?;
        let Json(Token { access_token }) = Json::read(received(answer)?)?;
        Ok(Self { agent, root: format!("{organization}/api/data/v9.2"), token: access_token })
    }

    /// Sends a request, and sends it again as long as the service is too busy.
    fn send<A: FromAnswer>(&self, request: &Request<A>) -> Result<A, Box<dyn Error>> {
        for _ in 0..3 {
            match self.send_once(request)? {
                Err(error) if error.kind().is_transient() => {
                    thread::sleep(error.retry_after().unwrap_or(Duration::from_secs(1)));
                }
                answer => return Ok(answer?),
            }
        }
        Err("the service is too busy".into())
    }

    /// Sends a request once, and reads its answer.
    fn send_once<A: FromAnswer>(&self, request: &Request<A>) -> Result<Result<A, ServiceError>, Box<dyn Error>> {
        Ok(request.read(self.send_raw(request)?))
    }

    /// Sends a request once. Returns the answer as it is, errors of the service included: `earlybound::cascade::live`
    /// takes such a function.
    fn send_raw<A>(&self, request: &Request<A>) -> io::Result<Answer> {
        let mut sent = request.to_http(&self.root).map_err(io::Error::other)?;
        let token = format!("Bearer {}", self.token).parse().map_err(io::Error::other)?;
        sent.headers_mut().insert("Authorization", token);
        let answer = if sent.body().is_empty() { self.agent.run(sent.map(drop)) } else { self.agent.run(sent) };
        received(answer.map_err(io::Error::other)?)
    }
}

/// An answer of `ureq` as this crate reads it.
fn received(answer: earlybound::http::Response<ureq::Body>) -> io::Result<Answer> {
    let (parts, mut body) = answer.into_parts();
    let body = body.read_to_vec().map_err(io::Error::other)?;
    Ok(earlybound::http::Response::from_parts(parts, body).into())
}

/// A program's work with the service.
pub fn talk(organization: &str) -> Result<(), Box<dyn Error>> {
    let client = Client::log_in(organization)?;

    // A function: the request knows its answer.
    let me: Id<SystemUser> = client.send(&WhoAmI::new().request()?)?.user_id.ok_or("nobody is logged in")?.into();

    // All pages of a query. A link is used as it is, and never leads the token elsewhere.
    let query = Account::query().select(account::NAME).filter(account::NAME.starts_with("Con")).page_size(2);
    let mut accounts = Vec::new();
    let mut request = query.request()?;
    loop {
        let page = client.send(&request)?;
        accounts.extend(page.rows);
        let Some(link) = page.next_link else { break };
        request = query.next_page(link);
    }
    let account = accounts.first().and_then(|account| account.accountid).ok_or("no account")?;

    // A lookup on many tables is bound by what it is bound to.
    let create = Create::<Conversation>::new()
        .set(conversation::SUBJECT, "Where is my order?")
        .bind(conversation::REGARDINGOBJECTID, account);
    let before = client.send(&create.request()?.returning_representation().including_annotations())?;
    let id = before.activityid.ok_or("the service always answers the id")?;

    // Errors say what they are, in the words of the service and by kind.
    let wrong = Create::<Conversation>::new().set(conversation::SUBJECT, "…".repeat(300)).unchecked().request()?;
    if let Err(error) = client.send_once(&wrong)? {
        println!("{error}");
    }

    // Change a copy, and send the differences; if somebody else was faster, once more on what is there now.
    rename(&client, id, &before, me)?;

    // All or nothing, in one request: the handle of a new row stands for it.
    let mut batch = Batch::new();
    let mut changes = batch.change_set();
    let contact = changes.add(Create::<Contact>::new().set(contact::FIRSTNAME, "Ada").request()?);
    changes.add(Update::<Account>::new().bind(account::PRIMARYCONTACTID, contact.row()).request(account)?);
    let answers = client.send(&batch.request(&client.root)?)?;
    println!("Ada is {}", answers.get(&contact)?);

    // An action, and a new row of a table that the reference names only.
    let case: Id<Incident> = Uuid::from_u128(8).into();
    let case = format!("/incidents({case})");
    let resolution =
        RowValue::object([("subject", "Order 7 has arrived".into()), ("incidentid@odata.bind", case.into())]);
    client.send(&CloseIncident::new(resolution, StatusCode::ProblemSolved.into()).request()?)?;

    client.send(&Request::delete(id)?)?;
    Ok(())
}

fn rename(
    client: &Client,
    id: Id<Conversation>,
    before: &Conversation,
    owner: Id<SystemUser>,
) -> Result<(), Box<dyn Error>> {
    let mut before = before.clone();
    loop {
        let mut after = before.clone();
        after.subject = Some("Order 7 is late".to_owned());
        after.ownerid = Some(Lookup::new(OwnerIdTarget::from(owner)));
        after.regardingobjectid = None;
        let etag = before.annotations.etag().unwrap_or("*");
        let update = Update::between(&before, &after)?.request(id)?.if_match(etag)?;
        match client.send_once(&update)? {
            Err(error) if error.kind() == ErrorKind::PreconditionFailed => {
                before = client.send(&Query::retrieve(id).include_annotations().request()?)?;
            }
            outcome => return Ok(outcome.map(drop)?),
        }
    }
}

/// The server's answers, one request after the other.
pub const REPLIES: &[Reply] = &[
    (200, "", r#"{"access_token": "secret", "expires_in": 3599}"#),
    (200, "", r#"{"UserId": "00000000-0000-0000-0000-000000000002"}"#),
    (
        200,
        "",
        r#"{
            "value": [{"name": "Contoso", "accountid": "00000000-0000-0000-0000-000000000001"}],
            "@odata.nextLink": "{root}/accounts?$select=name&$skiptoken=%3Ccookie%20/%3E"
        }"#,
    ),
    // Too many requests: the second page comes on the second try.
    (
        429,
        "Retry-After: 0\r\nContent-Type: application/json\r\n",
        r#"{"error": {"code": "0x80072322", "message": "Number of requests exceeded the limit of 6000."}}"#,
    ),
    (200, "", r#"{"value": [{"name": "Contoso Ltd"}]}"#),
    (201, "", CREATED),
    (
        400,
        "",
        r#"{"error": {"code": "0x80044331", "message": "The length of the 'subject' attribute exceeded '200'."}}"#,
    ),
    (412, "", r#"{"error": {"code": "0x80060882", "message": "The version of the existing record doesn't match."}}"#),
    (200, "", CHANGED),
    (204, "OData-Version: 4.0\r\n", ""),
    (
        200,
        "Content-Type: multipart/mixed; boundary=b\r\n",
        "--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n\
         --c\r\nContent-Type: application/http\r\nContent-ID: 1\r\n\r\nHTTP/1.1 204 No Content\r\n\
         OData-EntityId: {root}/contacts(00000000-0000-0000-0000-000000000009)\r\n\r\n\r\n\
         --c\r\nContent-Type: application/http\r\nContent-ID: 2\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n\r\n\
         --c--\r\n--b--\r\n",
    ),
    (204, "OData-Version: 4.0\r\n", ""),
    (204, "OData-Version: 4.0\r\n", ""),
];

const CREATED: &str = r#"{
    "@odata.context": "{root}/$metadata#msdyn_ocliveworkitems/$entity",
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
}"#;

/// The entity tag after somebody else has been faster.
const CHANGED: &str = r#"{
    "@odata.etag": "W/\"2291743\"",
    "activityid": "00000000-0000-0000-0000-000000000007",
    "subject": "Where is my order? Please!",
    "_ownerid_value": "00000000-0000-0000-0000-000000000002",
    "_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "systemuser",
    "_regardingobjectid_value": "00000000-0000-0000-0000-000000000001",
    "_regardingobjectid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "account"
}"#;
