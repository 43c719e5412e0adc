//! The example that talks to a server, and what arrives there: real HTTP, by a real client.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

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
    let server = web_api::Server::start(web_api::REPLIES).unwrap();
    let address = server.address.clone();
    web_api::talk(&format!("http://{address}")).unwrap();
    let requests = server.requests().unwrap();
    let requests: Vec<_> = requests.iter().map(|request| parts(request)).collect();

    let lines: Vec<_> = requests.iter().map(|(line, ..)| line.trim_end_matches(" HTTP/1.1")).collect();
    let expected = [
        "POST /tenant/oauth2/v2.0/token",
        "GET /api/data/v9.2/WhoAmI()",
        "GET /api/data/v9.2/accounts?$select=name&$filter=startswith(name,'Con')",
        "GET /api/data/v9.2/accounts?$select=name&$skiptoken=%3Ccookie%20/%3E",
        "GET /api/data/v9.2/accounts?$select=name&$skiptoken=%3Ccookie%20/%3E",
        "POST /api/data/v9.2/msdyn_ocliveworkitems",
        "POST /api/data/v9.2/msdyn_ocliveworkitems",
        "PATCH /api/data/v9.2/msdyn_ocliveworkitems(00000000-0000-0000-0000-000000000007)",
        "GET /api/data/v9.2/msdyn_ocliveworkitems(00000000-0000-0000-0000-000000000007)",
        "PATCH /api/data/v9.2/msdyn_ocliveworkitems(00000000-0000-0000-0000-000000000007)",
        "POST /api/data/v9.2/$batch",
        "POST /api/data/v9.2/CloseIncident",
        "DELETE /api/data/v9.2/msdyn_ocliveworkitems(00000000-0000-0000-0000-000000000007)",
    ];
    assert_eq!(lines, expected);

    for (line, headers, _) in &requests[1..] {
        for header in ["authorization: Bearer secret", "odata-version: 4.0", "odata-maxversion: 4.0"] {
            assert!(headers.contains(&header), "{line}: {header} is missing in {headers:?}");
        }
    }
    for (_, headers, _) in &requests[2..5] {
        assert!(headers.contains(&"prefer: odata.maxpagesize=2"), "the same page size for all pages: {headers:?}");
    }
    let body = |index: usize| serde_json::from_str::<Json>(requests[index].2).unwrap();
    let (_, created, _) = &requests[5];
    assert!(created.contains(&"prefer: return=representation,odata.include-annotations=\"*\""), "{created:?}");
    let expected = json!({
        "subject": "Where is my order?",
        "regardingobjectid_account_msdyn_ocliveworkitem@odata.bind": "/accounts(00000000-0000-0000-0000-000000000001)",
    });
    assert_eq!(body(5), expected);

    // The first try is about what was read first, the second about what somebody else has made of it.
    assert!(requests[7].1.contains(&"if-match: W/\"2291742\""));
    let expected = json!({
        "subject": "Order 7 is late",
        "ownerid_msdyn_ocliveworkitem@odata.bind": "/systemusers(00000000-0000-0000-0000-000000000002)",
        "regardingobjectid_account_msdyn_ocliveworkitem@odata.bind": null,
    });
    assert_eq!(body(7), expected);
    assert!(requests[9].1.contains(&"if-match: W/\"2291743\""));
    let expected = json!({
        "subject": "Order 7 is late",
        "regardingobjectid_account_msdyn_ocliveworkitem@odata.bind": null,
    });
    assert_eq!(body(9), expected);

    let batch = requests[10].2;
    assert!(batch.contains("\r\n{\"primarycontactid@odata.bind\":\"$1\"}\r\n"), "{batch}");
    let expected = json!({
        "IncidentResolution": {
            "@odata.type": "Microsoft.Dynamics.CRM.incidentresolution",
            "subject": "Order 7 has arrived",
            "incidentid@odata.bind": "/incidents(00000000-0000-0000-0000-000000000008)",
        },
        "Status": 5,
    });
    assert_eq!(body(11), expected);
    assert_eq!(requests[12].2, "");
}
