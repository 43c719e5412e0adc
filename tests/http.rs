//! The example that talks to a server, and what arrives there: real HTTP, by a real client.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[allow(dead_code, unreachable_pub, reason = "an example has more than a test needs")]
#[path = "../examples/web_api.rs"]
mod web_api;

use serde_json::{Value as Json, json};

/// The first line of a request, its headers and its body.
fn parts(request: &str) -> (&str, Vec<&str>, &str) {
    let (head, body) = request.split_once("\n\n").unwrap();
    let mut lines = head.lines();
    (lines.next().unwrap(), lines.collect(), body)
}

#[test]
fn what_the_example_sends_arrives() {
    let server = web_api::Server::start(web_api::ANSWERS).unwrap();
    web_api::talk(&format!("http://{}/api/data/v9.2", server.address)).unwrap();
    let requests = server.requests().unwrap();
    let requests: Vec<_> = requests.iter().map(|request| parts(request)).collect();

    const ROW: &str = "/api/data/v9.2/msdyn_ocliveworkitems(00000000-0000-0000-0000-000000000007)";
    let lines: Vec<_> = requests.iter().map(|(line, ..)| (*line).to_owned()).collect();
    let expected = [
        "POST /api/data/v9.2/msdyn_ocliveworkitems HTTP/1.1".to_owned(),
        format!("PATCH {ROW} HTTP/1.1"),
        format!("POST {ROW}/Microsoft.Dynamics.CRM.CCaaS_EndSession HTTP/1.1"),
        format!("DELETE {ROW} HTTP/1.1"),
    ];
    assert_eq!(lines, expected);

    let (_, created, body) = &requests[0];
    for header in [
        "accept: application/json",
        "odata-version: 4.0",
        "odata-maxversion: 4.0",
        "content-type: application/json; charset=utf-8",
        "prefer: return=representation,odata.include-annotations=\"*\"",
    ] {
        assert!(created.contains(&header), "{header} is missing in {created:?}");
    }
    let expected = json!({
        "subject": "Where is my order?",
        "regardingobjectid_account_msdyn_ocliveworkitem@odata.bind": "/accounts(00000000-0000-0000-0000-000000000001)",
    });
    assert_eq!(serde_json::from_str::<Json>(body).unwrap(), expected);

    let (_, updated, body) = &requests[1];
    assert!(updated.contains(&"if-match: W/\"2291742\""), "{updated:?}");
    let expected = json!({
        "subject": "Order 7 is late",
        "ownerid_msdyn_ocliveworkitem@odata.bind": "/systemusers(00000000-0000-0000-0000-000000000002)",
        "regardingobjectid_account_msdyn_ocliveworkitem@odata.bind": null,
    });
    assert_eq!(serde_json::from_str::<Json>(body).unwrap(), expected);

    assert_eq!(requests[2].2, r#"{"Reason":"Done"}"#);
    assert_eq!(requests[3].2, "");
}
