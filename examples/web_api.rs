//! Creates, reads, changes and calls over HTTP, with `ureq` as the client.
//!
//! ```sh
//! cargo run --features http --example web_api
//! ```
//!
//! A small server in this file takes the place of Dataverse, so that the example runs anywhere. To talk to an
//! organization, pass the address of its API and add a header with a token: `("Authorization", "Bearer …")`.

use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::{self, JoinHandle};

use earlybound::{Create, Id, Invoke, Lookup, Request, Update, Uuid};
use earlybound_generated::msdyn_ocliveworkitem::{self as conversation, Message, OwnerIdTarget};
use earlybound_generated::referenced::Systemuser;
use earlybound_generated::{Account, MsdynOcliveworkitem};

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
    send(root, update.request(id)?.if_match(before.annotations.etag().unwrap_or("*")))?;

    // Call an action of which the reference says nothing but the name: what it is called on and with is up to us.
    let end = Invoke::bound(id, Message::CCaaSEndSession.metadata()).with("Reason", "Done");
    send(root, end.request()?)?;

    send(root, Request::delete(id)?)?;
    Ok(())
}

/// Sends a request with a real client, and returns the body of the answer.
fn send(root: &str, request: Request) -> Result<String, Box<dyn Error>> {
    let request = request.into_http(root)?;
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

/// A server that answers what it is told, and keeps what it was asked.
pub struct Server {
    /// Where it listens.
    pub address: String,
    thread: JoinHandle<std::io::Result<Vec<String>>>,
}

impl Server {
    /// Starts it on a free port.
    pub fn start(answers: &'static [(u16, &'static str)]) -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?.to_string();
        let serve = move || answers.iter().map(|answer| Self::answer(listener.accept()?.0, *answer)).collect();
        Ok(Self { address, thread: thread::spawn(serve) })
    }

    /// The requests that it got, once it has answered all that it can.
    pub fn requests(self) -> Result<Vec<String>, Box<dyn Error>> {
        Ok(self.thread.join().map_err(|_| "the server panicked")??)
    }

    /// Takes one request of a connection, and closes it: line, headers in lower case, blank line, body.
    fn answer(stream: TcpStream, (status, body): (u16, &str)) -> std::io::Result<String> {
        let mut reader = BufReader::new(stream);
        let mut request = String::new();
        reader.read_line(&mut request)?;
        let mut length = 0;
        loop {
            let mut line = String::new();
            reader.read_line(&mut line)?;
            let Some((name, value)) = line.trim_end().split_once(": ") else { break };
            if name.eq_ignore_ascii_case("content-length") {
                length = value.parse().unwrap_or(0);
            }
            request += &format!("{}: {value}\n", name.to_lowercase());
        }
        let mut sent = vec![0; length];
        reader.read_exact(&mut sent)?;
        request += &format!("\n{}", String::from_utf8_lossy(&sent));
        let head = format!("HTTP/1.1 {status} -\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
        let head = if status == 204 { "HTTP/1.1 204 -\r\nConnection: close\r\n\r\n".to_owned() } else { head };
        reader.into_inner().write_all((head + body).as_bytes())?;
        Ok(request)
    }
}
