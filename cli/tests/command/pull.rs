//! `earlybound pull`, against a server that answers as an organization does.

use std::thread;
use std::time::{Duration, Instant};

use crate::organization::Organization;
use crate::{Place, Run};

/// An organization's answer about a table, with its columns in an order of its own.
fn changes(table: &str, columns: [&str; 2]) -> String {
    let column = |name: &str| {
        format!(
            r#"{{"MetadataId": "1", "LogicalName": "{name}", "SchemaName": "{name}", "AttributeType": "Uniqueidentifier", "MaxLength": null}}"#
        )
    };
    let columns = columns.map(column).join(", ");
    format!(
        r#"{{"@odata.context": "ROOT/$metadata#Microsoft.Dynamics.CRM.RetrieveMetadataChangesResponse", "ServerVersionStamp": "7!1",
            "EntityMetadata": [{{"MetadataId": "2", "LogicalName": "{table}", "SchemaName": "{table}", "EntitySetName": "{table}s",
            "PrimaryIdAttribute": "{table}id", "Attributes": [{columns}],
            "Keys": [{{"LogicalName": "{table}_key", "KeyAttributes": ["b"]}}]}}]}}"#
    )
}

/// The metadata of the service: messages of a table, of none, and of another.
const METADATA: &str = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
  <Schema Namespace="Microsoft.Dynamics.CRM" Alias="mscrm" xmlns="http://docs.oasis-open.org/odata/ns/edm">
    <EntityType Name="new_boat"><Key><PropertyRef Name="new_boatid" /></Key><Property Name="new_boatid" Type="Edm.Guid" /></EntityType>
    <ComplexType Name="new_Fee"><Property Name="Tide" Type="mscrm.new_Tide" /></ComplexType>
    <ComplexType Name="Unused"><Property Name="A" Type="Edm.Int32" /></ComplexType>
    <EnumType Name="new_Tide"><Member Name="Low" Value="1" /></EnumType>
    <Function Name="WhoAmI"><ReturnType Type="mscrm.WhoAmIResponse" /></Function>
    <Action Name="new_Moor" IsBound="true"><Parameter Name="entity" Type="mscrm.new_boat" /><Parameter Name="Fee" Type="Collection(mscrm.new_Fee)" /></Action>
    <Action Name="Close" IsBound="true"><Parameter Name="entity" Type="mscrm.account" /></Action>
  </Schema></edmx:DataServices></edmx:Edmx>"#;

/// Two pages of names, two tables, and the metadata of the service.
fn well(_: usize, request: &str) -> (u16, String) {
    let body = if request.contains("/$metadata?annotations=true") {
        METADATA.to_owned()
    } else if request.contains("RetrieveMetadataChanges") {
        let table = if request.contains("%22new_boat%22") { "new_boat" } else { "new_berth" };
        changes(table, [&format!("{table}id"), "b"])
    } else if request.contains("skiptoken") {
        r#"{"value": [{"LogicalName": "new_berth"}, {"LogicalName": "account"}]}"#.to_owned()
    } else {
        r#"{"value": [{"LogicalName": "new_boat"}], "@odata.nextLink": "ROOT/EntityDefinitions?$skiptoken=2"}"#
            .to_owned()
    };
    (200, body)
}

fn pull(place: &Place, organization: &Organization, more: &[&str]) -> Run {
    let token = ["--token-command", "echo s3cret"];
    let arguments = [&["pull", &organization.address, "--out", "organization"], &token[..], more].concat();
    place.run(&arguments)
}

#[test]
fn tables_are_pulled_and_generated_and_a_second_run_changes_nothing() {
    let place = Place::with(&[]);
    let organization = Organization::start(well);
    let run = pull(&place, &organization, &["--table", "new_*"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stderr.contains("2 tables pulled: 3 files written, 0 unchanged, 0 removed"), "{run:?}");
    assert!(!format!("{run:?}").contains("s3cret"));
    let asked = organization.asked();
    assert_eq!(asked.len(), 5, "two pages of names, two tables, the metadata");
    assert!(asked.iter().all(|request| request.to_lowercase().contains("authorization: bearer s3cret")), "{asked:?}");
    let boat = place.read("organization/new_boat.table.json");
    assert!(!boat.contains("MetadataId") && !boat.contains("127.0.0.1"), "{boat}");
    assert!(
        boat.find("\"LogicalName\": \"b\"") < boat.find("\"LogicalName\": \"new_boatid\""),
        "columns are sorted: {boat}"
    );

    let generated = place.run(&["generate", "organization", "--out", "tables"]);
    assert_eq!(generated.code, Some(0), "{generated:?}");
    let code = place.read("tables/new_boat.rs");
    assert!(code.contains("NewBoat") && code.contains("NewMoor"), "{code}");

    let turned = Organization::start(|number, request| {
        let (status, body) = well(number, request);
        (
            status,
            body.replace(
                "\"LogicalName\": \"b\", \"SchemaName\": \"b\"",
                "\"SchemaName\": \"b\", \"LogicalName\": \"b\"",
            ),
        )
    });
    let again = pull(&place, &turned, &["--table", "new_*"]);
    assert!(again.stderr.contains("0 files written, 3 unchanged"), "{again:?}");
    assert_eq!(place.read("organization/new_boat.table.json"), boat);
}

#[test]
fn messages_of_the_tables_and_others_by_name_are_pulled_with_their_types() {
    let place = Place::with(&[]);
    let run = pull(&place, &Organization::start(well), &["--table", "new_boat"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let api = place.read("organization/web-api.table.json");
    let names: Vec<&str> = ["new_Moor", "new_Fee", "new_Tide", "WhoAmI", "Close", "Unused"]
        .into_iter()
        .filter(|name| api.contains(&format!("\"Name\": \"{name}\"")))
        .collect();
    assert_eq!(names, ["new_Moor", "new_Fee", "new_Tide"], "{api}");
    assert!(api.starts_with("{\n  \"Provenance\": \"Organization\",\n"), "{api}");
    assert!(!api.contains("$metadata"), "where it was read is no part of it: {api}");
    let run = pull(&place, &Organization::start(well), &["--table", "new_boat", "--message", "Who*"]);
    assert!(run.stderr.contains("1 file written, 1 unchanged"), "{run:?}");
    assert!(place.read("organization/web-api.table.json").contains("\"Name\": \"WhoAmI\""));
    let run = pull(&place, &Organization::start(well), &["--table", "new_boat", "--message", "Whom*"]);
    assert_eq!((run.code, run.stderr.contains("no message `Whom*`")), (Some(1), true), "{run:?}");
    let check = place.run(&["check", "organization"]);
    assert!(check.stdout.contains("0 errors, 0 warnings"), "{check:?}");
}

#[test]
fn files_of_tables_that_are_gone_are_removed_and_others_stay() {
    let own = "{\"LogicalName\": \"new_mine\", \"PrimaryIdAttribute\": \"new_mineid\"}";
    let place = Place::with(&[("organization/new_mine.table.json", own), ("organization/notes.md", "Mine.")]);
    let run = pull(&place, &Organization::start(well), &["--table", "new_*"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let without_berth = Organization::start(|number, request| {
        let (status, body) = well(number, request);
        (status, body.replace("{\"LogicalName\": \"new_berth\"}, ", ""))
    });
    // The table that is no longer asked for is there all the same, and so is its file.
    let run = pull(&place, &Organization::start(well), &["--table", "new_boat"]);
    assert!(run.stderr.contains("0 files written, 2 unchanged, 0 removed"), "{run:?}");
    let run = pull(&place, &without_berth, &["--table", "new_*"]);
    assert!(run.stderr.contains("1 table pulled: 0 files written, 2 unchanged, 1 removed"), "{run:?}");
    assert!(!place.path("organization/new_berth.table.json").exists());
    assert_eq!(place.read("organization/new_mine.table.json"), own);
    assert_eq!(place.read("organization/notes.md"), "Mine.");
}

#[test]
fn a_run_that_is_killed_half_way_changes_nothing() {
    let place = Place::with(&[]);
    let run = pull(&place, &Organization::start(well), &["--table", "new_boat"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let before = place.read("organization/new_boat.table.json");
    let (reached, is_reached) = std::sync::mpsc::channel();
    let stuck = Organization::start(move |number, request| {
        if request.contains("%22new_boat%22") {
            reached.send(()).unwrap();
            loop {
                thread::park();
            }
        }
        let (status, body) = well(number, request);
        (status, body.replace("new_berth_key", "new_berth_other"))
    });
    let arguments = ["pull", &stuck.address, "--out", "organization", "--table", "new_*", "--token-command", "echo x"];
    let mut child = place.command(&arguments).spawn().unwrap();
    is_reached.recv().unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(place.read("organization/new_boat.table.json"), before);
    assert!(!place.path("organization/new_berth.table.json").exists());
    let left = std::fs::read_dir(place.path("organization")).unwrap().count();
    let again = pull(&place, &Organization::start(well), &["--table", "new_boat"]);
    assert!(again.stderr.contains("0 files written, 2 unchanged"), "{again:?}");
    assert_eq!(std::fs::read_dir(place.path("organization")).unwrap().count(), left);
}

/// Many tables, each with a key of this name.
fn many(key: &'static str) -> Organization {
    Organization::start(move |_, request| {
        let name = |number| format!("new_table{number:03}");
        let body = if request.contains("/$metadata") {
            METADATA.to_owned()
        } else if let Some(table) = (0..MANY).map(name).find(|name| request.contains(&format!("%22{name}%22"))) {
            changes(&table, [&format!("{table}id"), "b"]).replace(&format!("{table}_key"), key)
        } else {
            let names = (0..MANY).map(|number| format!("{{\"LogicalName\": \"{}\"}}", name(number)));
            format!("{{\"value\": [{}]}}", names.collect::<Vec<_>>().join(", "))
        };
        (200, body)
    })
}

const MANY: usize = 150;

/// The files take their places one after the other. The moment of the kill is another one each time; whatever it is,
/// each file is the old or the new one.
#[test]
fn a_run_that_is_killed_while_files_take_their_places_leaves_whole_files_and_the_next_one_the_rest() {
    let (place, after) = (Place::with(&[]), Place::with(&[]));
    let (old, new) = (many("new_old"), many("new_new"));
    for (place, organization) in [(&place, &old), (&after, &new)] {
        let run = pull(place, organization, &["--table", "new_*"]);
        assert_eq!(run.code, Some(0), "{run:?}");
    }
    let names = after.files("organization");
    let texts = |place: &Place| -> Vec<String> {
        names.iter().map(|name| place.read(&format!("organization/{name}"))).collect()
    };
    let (before, after) = (texts(&place), texts(&after));

    let arguments = ["pull", &new.address, "--out", "organization", "--table", "new_*", "--token-command", "echo x"];
    let mut child = place.command(&arguments).spawn().unwrap();
    let first = format!("organization/{}", names[0]);
    while place.read(&first) == before[0] && child.try_wait().unwrap().is_none() {}
    child.kill().unwrap();
    child.wait().unwrap();
    for (found, (before, after)) in texts(&place).iter().zip(before.iter().zip(&after)) {
        assert!(found == before || found == after, "{found}");
    }

    let run = pull(&place, &new, &["--table", "new_*"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(texts(&place), after);
    assert_eq!(place.files("organization"), names, "nothing unfinished is left");
}

#[test]
fn settings_select_tables() {
    let place = Place::with(&[("earlybound.yaml", "select: [\"new_*\"]\nwithout: new_berth\nlanguage: 1031\n")]);
    let organization = Organization::start(well);
    let run = pull(&place, &organization, &[]);
    assert!(run.stderr.contains("1 table pulled"), "{run:?}");
    assert!(organization.asked().iter().any(|request| request.contains("FilterLanguages%22:%5B1031")));
}

#[test]
fn a_busy_service_is_asked_again() {
    let organization = Organization::start(|number, request| match [429, 502, 503, 504].get(number) {
        Some(status) => (*status, "RETRY 0".to_owned()),
        None => well(number, request),
    });
    let run = pull(&Place::with(&[]), &organization, &["--table", "new_boat"]);
    assert_eq!((run.code, organization.asked().len()), (Some(0), 8), "{run:?}");
}

/// A date, as HTTP writes it, is a time to wait as well.
#[test]
fn a_service_that_names_a_time_is_asked_again_then() {
    let organization = Organization::start(|number, request| match number {
        0 => (503, "RETRY Thu, 01 Jan 1970 00:00:00 GMT".to_owned()),
        _ => well(number, request),
    });
    let start = Instant::now();
    let run = pull(&Place::with(&[]), &organization, &["--table", "new_boat"]);
    assert_eq!((run.code, organization.asked().len()), (Some(0), 5), "{run:?}");
    assert!(start.elapsed() < Duration::from_secs(2), "the time has come: the wait of a first attempt is two seconds");
}

#[test]
fn a_service_that_asks_for_more_than_ten_minutes_is_not_waited_for() {
    let organization = Organization::start(|_, _| (429, "RETRY 601".to_owned()));
    let run = pull(&Place::with(&[]), &organization, &["--table", "new_boat"]);
    assert_eq!((run.code, organization.asked().len()), (Some(1), 1), "{run:?}");
    assert!(run.stderr.contains("it asks to wait for 601 s"), "{run:?}");
}

#[test]
fn whatever_fails_nothing_is_written() {
    type Answer = fn(usize, &str) -> (u16, String);
    let failures: [(&str, Answer); 11] = [
        ("403", |_, _| (403, r#"{"error": {"code": "1", "message": "no \u001b[31mrights"}}"#.to_owned())),
        ("new_berth", |number, request| {
            if request.contains("%22new_berth%22") {
                (200, "{\"EntityMetadata\": []}".to_owned())
            } else {
                well(number, request)
            }
        }),
        ("does not lead to the server", |_, _| {
            (200, r#"{"value": [], "@odata.nextLink": "https://evil.example/api/data/v9.2/x"}"#.to_owned())
        }),
        ("names a table", |_, _| (200, r#"{"value": [{"LogicalName": "../../new_x"}]}"#.to_owned())),
        ("no list of tables", |_, _| (200, r#"{"value": {"LogicalName": "new_x"}}"#.to_owned())),
        ("no list of tables", |_, _| {
            (200, r#"{"value": [{"LogicalName": null}, {"LogicalName": "new_x"}]}"#.to_owned())
        }),
        ("does not end: 10 pages, the last 10 of them empty", |number, _| {
            (200, format!(r#"{{"value": [], "@odata.nextLink": "ROOT/EntityDefinitions?{number}"}}"#))
        }),
        ("does not end: 1000 pages, the last 0 of them empty", |_, _| {
            (200, r#"{"value": [{"LogicalName": "new_x"}], "@odata.nextLink": "ROOT/EntityDefinitions?a"}"#.to_owned())
        }),
        ("the address leads elsewhere", |_, _| (302, String::new())),
        ("`new_A` and `new_a` are one file", |_, _| {
            (200, r#"{"value": [{"LogicalName": "new_a"}, {"LogicalName": "new_A"}]}"#.to_owned())
        }),
        ("no file can have the name of the table", |_, _| {
            (200, format!(r#"{{"value": [{{"LogicalName": "new_{}"}}]}}"#, "a".repeat(250)))
        }),
    ];
    for (message, answer) in failures {
        let place = Place::with(&[]);
        let run = pull(&place, &Organization::start(answer), &["--table", "new_*"]);
        assert_eq!(run.code, Some(1), "{message}: {run:?}");
        assert!(run.stderr.contains(message) && !run.stderr.contains('\u{1b}'), "{message}: {run:?}");
        assert!(!run.stderr.contains("s3cret"), "{run:?}");
        assert!(!place.path("organization").exists(), "{message}");
    }
}

#[test]
fn the_command_line_is_understood_or_not() {
    let place = Place::with(&[]);
    let organization = Organization::start(well);
    for (arguments, message) in [
        (
            &["pull", "http://contoso.example", "--out", "o", "--table", "a", "--token-command", "echo x"][..],
            "https://",
        ),
        (&["pull", &organization.address, "--out", "o", "--token-command", "echo x"], "say which tables"),
        (&["pull", &organization.address, "--out", "o", "--table", "a"], "EARLYBOUND_TOKEN"),
    ] {
        let run = place.run(arguments);
        assert_eq!(run.code, Some(2), "{run:?}");
        assert!(run.stderr.contains(message), "{run:?}");
    }
    assert_eq!(organization.asked(), [""; 0]);
}
