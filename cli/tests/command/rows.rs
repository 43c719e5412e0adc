//! `earlybound cascade --url`, against a server that answers as an organization does.

use crate::organization::Organization;
use crate::{Place, Run};

const TABLES: &str = "\
Tables:
- LogicalName: color
  EntitySetName: colors
  PrimaryIdAttribute: colorid
  PrimaryNameAttribute: name
  OwnershipType: UserOwned
  Attributes:
  - { LogicalName: colorid, AttributeType: Uniqueidentifier }
  - { LogicalName: statecode, AttributeType: State }
- LogicalName: paint
  EntitySetName: paints
  PrimaryIdAttribute: paintid
  PrimaryNameAttribute: title
  Attributes:
  - { LogicalName: colorid, AttributeType: Lookup, Targets: [color] }
  - { LogicalName: ownerid, AttributeType: Owner }
  ManyToOneRelationships:
  - SchemaName: color_paints
    ReferencedEntity: color
    ReferencingEntity: paint
    ReferencingAttribute: colorid
    CascadeConfiguration: { Delete: Cascade }
- LogicalName: brush
  EntitySetName: brushes
  PrimaryIdAttribute: brushid
  PrimaryNameAttribute: name
  Attributes:
  - { LogicalName: paintid, AttributeType: Lookup, Targets: [paint] }
  ManyToOneRelationships:
  - SchemaName: paint_brushes
    ReferencedEntity: paint
    ReferencingEntity: brush
    ReferencingAttribute: paintid
    CascadeConfiguration: { Delete: Restrict }
- LogicalName: nib
  Attributes:
  - { LogicalName: colorid, AttributeType: Lookup, Targets: [color] }
  ManyToOneRelationships:
  - SchemaName: color_nibs
    ReferencedEntity: color
    ReferencingEntity: nib
    ReferencingAttribute: colorid
    CascadeConfiguration: { Delete: RemoveLink }
";

const COLOR: &str = "00000000-0000-0000-0000-000000000001";

/// A color with two paints, on two pages; a brush hangs on the second paint. The first request comes too early.
fn answer(number: usize, request: &str) -> (u16, String) {
    let paint = |number: usize| {
        format!(
            r#"{{"paintid": "00000000-0000-0000-0000-00000000001{number}", "_colorid_value": "{COLOR}",
                "_ownerid_value": "00000000-0000-0000-0000-000000000009"}}"#
        )
    };
    let path = request.split(' ').nth(1).unwrap();
    let below = path.strip_prefix("/api/data/v9.2/").unwrap();
    let body = match below.split(['?', '(']).next().unwrap() {
        _ if number == 0 => return (429, r#"{"error": {"code": "0x80072322", "message": "Slowly"}}"#.to_owned()),
        "colors" if below.contains("$filter") => {
            format!(r#"{{"value": [{{"colorid": "{COLOR}", "name": "Vermilion"}}]}}"#)
        }
        "colors" if below.contains(COLOR) => format!(r#"{{"colorid": "{COLOR}", "statecode": 0}}"#),
        "colors" => return (404, r#"{"error": {"code": "0x80040217", "message": "No such color"}}"#.to_owned()),
        "paints" if below.contains("skiptoken") => format!(r#"{{"value": [{}]}}"#, paint(2)),
        "paints" => {
            format!(r#"{{"@odata.count": 2, "value": [{}], "@odata.nextLink": "ROOT/paints?$skiptoken=2"}}"#, paint(1))
        }
        "brushes" if below.contains("$select=name") => {
            r#"{"value": [{"brushid": "00000000-0000-0000-0000-000000000003", "name": "No. 7"}]}"#.to_owned()
        }
        "brushes" => r#"{"@odata.count": 1, "value": [{"brushid": "00000000-0000-0000-0000-000000000003",
            "_paintid_value": "00000000-0000-0000-0000-000000000012"}]}"#
            .to_owned(),
        other => panic!("{other}"),
    };
    (200, body)
}

fn cascade(organization: &Organization, id: &str, more: &[&str]) -> Run {
    let place = Place::with(&[("pages/tables.table.yaml", TABLES)]);
    let fixed = ["cascade", "--delete", "color", id, "pages", "--url", &organization.address];
    place.run(&[&fixed[..], &["--token-command", "echo s3cret"], more].concat())
}

#[test]
fn a_delete_is_told_before_it_is_made() {
    let organization = Organization::start(answer);
    let run = cascade(&organization, COLOR, &[]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    let expected = "\
Deleting color(00000000-0000-0000-0000-000000000001) \"Vermilion\"

Refused: 1 row in the way.
  brush(00000000-0000-0000-0000-000000000003) \"No. 7\": paint(00000000-0000-0000-0000-000000000012) by color_paints, then brush(00000000-0000-0000-0000-000000000003) by paint_brushes

Without these, this would happen:
  deleted    1 row of color
  deleted    2 rows of paint

Not known, because it could not be asked:
  nib.colorid -> color: no page describes the table

3 rows read, nothing changed
";
    assert_eq!(run.stdout, expected);
    let asked = organization.asked();
    assert!(asked.iter().all(|request| request.starts_with("GET ") && request.contains("Bearer s3cret")));
    assert!(!run.stdout.contains("s3cret") && !run.stderr.contains("s3cret"));
}

#[test]
fn a_delete_is_data() {
    let run = cascade(&Organization::start(answer), COLOR, &["--format", "json"]);
    let json = run.json();
    assert_eq!(json["Blocked"], true);
    assert_eq!(json["Name"], "Vermilion");
    assert_eq!(json["Blockers"][0]["Name"], "No. 7");
    assert_eq!(json["Blockers"][0]["Path"][0]["Relationship"], "color_paints");
    assert_eq!(json["Unasked"][0]["Table"], "nib");
    assert_eq!(json["Rows"], 3);
}

#[test]
fn limits_and_mistakes_are_told() {
    let organization = Organization::start(answer);
    let few = cascade(&organization, COLOR, &["--at-most", "1"]);
    assert_eq!(few.code, Some(1), "{few:?}");
    assert!(few.stderr.contains("more than 1 rows would have to be read, at last of `paint`"), "{few:?}");
    let near = cascade(&organization, COLOR, &["--depth", "1"]);
    assert!(near.stdout.contains("what points at rows that far away was not asked (2 rows)"), "{near:?}");
    let nobody = cascade(&organization, "00000000-0000-0000-0000-000000000099", &[]);
    assert!(nobody.stderr.contains("there is no row color(00000000-0000-0000-0000-000000000099)"), "{nobody:?}");
    let no_id = cascade(&organization, "vermilion", &[]);
    assert_eq!(no_id.code, Some(2), "{no_id:?}");
    assert!(no_id.stderr.contains("`vermilion` is no id of a row"), "{no_id:?}");
}

#[test]
fn a_link_that_leads_elsewhere_gets_no_token() {
    let organization = Organization::start(|number, request| {
        let (status, body) = answer(number + 1, request);
        (status, body.replace("ROOT", "https://elsewhere.example/api/data/v9.2"))
    });
    let run = cascade(&organization, COLOR, &[]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stderr.contains("does not lead to the server"), "{run:?}");
}

#[test]
fn links_that_lead_in_a_circle_end() {
    let organization = Organization::start(|number, request| match answer(number + 1, request) {
        (200, _) if request.contains("/paints") => {
            (200, r#"{"value": [], "@odata.nextLink": "ROOT/paints?$skiptoken=1"}"#.to_owned())
        }
        answer => answer,
    });
    let run = cascade(&organization, COLOR, &[]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stderr.contains("the links to further rows of `paint` lead in a circle"), "{run:?}");
}
