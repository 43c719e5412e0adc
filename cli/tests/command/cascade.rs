use super::{COLOR, HOSTILE, Place};

/// Who points at whom: contact -> account, task -> contact, and what deleting and assigning do.
const TABLES: &str = r#"
- LogicalName: account
  DisplayName: Company
  OneToManyRelationships:
    - SchemaName: account_contacts
      ReferencingEntity: contact
      ReferencingAttribute: parentid
      CascadeConfiguration: { Delete: Cascade, Assign: Active, Share: NoCascade, Merge: Cascade }
    - SchemaName: account_invoices
      ReferencingEntity: invoice
      ReferencingAttribute: customerid
      CascadeConfiguration: { Delete: Restrict, Assign: NoCascade }
- LogicalName: contact
  ManyToOneRelationships:
    - SchemaName: account_contacts
      ReferencedEntity: account
      ReferencingAttribute: parentid
  OneToManyRelationships:
    - SchemaName: contact_tasks
      ReferencingEntity: task
      ReferencingAttribute: regardingid
      CascadeConfiguration: { Delete: Cascade, Assign: UserOwned }
    - SchemaName: contact_account_primary
      ReferencingEntity: account
      ReferencingAttribute: primaryid
      CascadeConfiguration: { Delete: RemoveLink }
- LogicalName: task
"#;

fn place() -> Place {
    let tables: Vec<_> = TABLES.split("\n- ").filter(|table| !table.trim().is_empty()).collect();
    let place = Place::with(&[]);
    for (number, table) in tables.iter().enumerate() {
        let document = table.replace("\n  ", "\n");
        place.write(&format!("tables/{number}.table.yaml"), document.as_bytes());
    }
    place
}

/// Relationship, effect, depth and path of each effect, one on a line.
fn effects(json: &serde_json::Value) -> Vec<String> {
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let line = |effect: &serde_json::Value| {
        let path: Vec<_> = effect["Path"].as_array().unwrap().iter().map(text).collect();
        let (table, effect, depth) = (text(&effect["Table"]), text(&effect["Effect"]), &effect["Depth"]);
        format!("{depth} {table} {effect} {}", path.join("/"))
    };
    json["Effects"].as_array().unwrap().iter().map(line).collect()
}

#[test]
fn data_has_each_relationship_with_the_shortest_way() {
    let run = place().run(&["cascade", "--delete", "account", "tables", "--format", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    let json = run.json();
    let keys: Vec<_> = json.as_object().unwrap().keys().cloned().collect();
    assert_eq!(keys, ["Action", "Effects", "Table", "Unknown"]);
    assert_eq!((json["Action"].as_str(), json["Table"].as_str()), (Some("Delete"), Some("account")));
    assert_eq!(json["Effects"][0]["Relationship"], "account_contacts");
    assert_eq!(
        effects(&json),
        [
            "1 contact Cascade account_contacts",
            "1 invoice Restrict account_invoices",
            "2 account RemoveLink account_contacts/contact_account_primary",
            "2 task Cascade account_contacts/contact_tasks",
        ]
    );
}

#[test]
fn each_action_has_its_own_answer() {
    let place = place();
    let answer = |flag: &str| {
        let flags: &[&str] = if flag.is_empty() { &[] } else { &[flag] };
        let run = place.run(&[&["cascade"], flags, &["account", "tables", "--format", "json"]].concat());
        assert_eq!(run.code, Some(0), "{run:?}");
        effects(&run.json())
    };
    assert_eq!(answer(""), answer("--delete"));
    let assigned = ["1 contact Active account_contacts", "2 task UserOwned account_contacts/contact_tasks"];
    assert_eq!(answer("--assign"), assigned);
    assert_eq!(answer("--merge"), ["1 contact Cascade account_contacts"]);
    for flag in ["--share", "--unshare", "--reparent"] {
        assert_eq!(answer(flag), [""; 0], "{flag}");
    }
    assert_eq!(place.run(&["cascade", "--delete", "--assign", "account", "tables"]).code, Some(2));
}

#[test]
fn the_reference_that_ships_answers() {
    let reference = concat!(env!("CARGO_MANIFEST_DIR"), "/../schema/reference");
    let run = Place::with(&[]).run(&["cascade", "account", reference, "--format", "json"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let effects = effects(&run.json());
    let has = |line: &str| effects.iter().any(|effect| effect == line);
    assert!(has("1 contact Cascade contact_customer_accounts"), "{effects:#?}");
    assert!(has("1 account RemoveLink account_parent_account"), "{effects:#?}");
    assert!(has("1 activitypointer RemoveLink Account_ActivityPointers"), "{effects:#?}");
    assert!(has("2 task Cascade contact_customer_accounts/Contact_Tasks") || has("1 task Cascade Account_Tasks"));
}

#[test]
fn what_is_not_described_is_named() {
    let json = place().run(&["cascade", "account", "tables", "--format", "json"]).json();
    let unknown: Vec<_> = json["Unknown"].as_array().unwrap().iter().map(|it| it["Table"].as_str()).collect();
    assert!(unknown.contains(&Some("invoice")), "{json}");
    let run = place().run(&["cascade", "invoice", "tables"]);
    assert_eq!(run.code, Some(2), "nothing is known of it, not even what points at it: {run:?}");
    let json = place().run(&["cascade", "--reparent", "account", "tables", "--format", "json"]).json();
    let silent = json["Unknown"].as_array().unwrap().iter().find(|it| it["Relationship"] == "account_contacts");
    assert_eq!(silent.unwrap()["Table"], "contact", "nobody says what reparenting does: {json}");
}

#[test]
fn depth_limits_the_answer() {
    let run = place().run(&["cascade", "account", "tables", "--format", "json", "--depth", "1"]);
    assert_eq!(
        effects(&run.json()),
        ["1 contact Cascade account_contacts", "1 invoice Restrict account_invoices"],
        "{run:?}"
    );
    assert_eq!(place().run(&["cascade", "account", "tables", "--depth", "0"]).code, Some(2));
}

#[test]
fn a_table_that_is_not_there_is_told_from_those_that_are() {
    for (word, meant) in [("acount", "`account`"), ("Company", "`account`"), ("tac", "`contact`")] {
        let run = place().run(&["cascade", word, "tables"]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{run:?}");
        assert!(run.stderr.contains(&format!("there is no table `{word}`")), "{run:?}");
        assert!(run.stderr.contains(&format!("did you mean {meant}?")), "{run:?}");
    }
    assert!(place().run(&["cascade", "zzz", "tables"]).stderr.contains("earlybound tables"));
}

#[test]
fn people_read_a_tree() {
    let run = place().run(&["cascade", "account", "tables"]);
    let expected = "\
Deleting a row of account

account
├── invoice: blocks (account_invoices)
└── contact: deleted (account_contacts)
    ├── task: deleted (contact_tasks)
    └── account: unlinked (contact_account_primary)

2 tables deleted, 1 table unlinked, 1 table blocks, 4 relationships in 2 steps
blocked while rows are pointed at by rows of: invoice
";
    assert!(run.stdout.starts_with(expected), "{}", run.stdout);
    let run = place().run(&["cascade", "--assign", "account", "tables"]);
    assert!(run.stdout.contains("contact: assigned if active (account_contacts)"), "{}", run.stdout);
    assert!(run.stdout.contains("task: assigned if of the same owner (contact_tasks)"), "{}", run.stdout);
    let run = place().run(&["cascade", "--share", "account", "tables"]);
    assert!(run.stdout.contains("nothing happens to other rows"), "{}", run.stdout);
}

#[test]
fn many_of_a_kind_are_cut() {
    let mut document = "LogicalName: hub\nOneToManyRelationships:\n".to_owned();
    for number in 0..300 {
        document += &format!(
            "  - {{ SchemaName: hub_{number:03}, ReferencingEntity: t{number:03}, ReferencingAttribute: hubid, \
             CascadeConfiguration: {{ Delete: RemoveLink }} }}\n"
        );
    }
    let place = Place::with(&[("hub.table.yaml", &document)]);
    let run = place.run(&["cascade", "hub", "."]);
    assert!(run.stdout.lines().count() < 20, "{}", run.stdout);
    assert!(run.stdout.contains("300 tables unlinked") && run.stdout.contains("and 282 more"), "{}", run.stdout);
    let svg = place.run(&["cascade", "hub", ".", "--format", "svg"]).stdout;
    assert_eq!(svg.matches("<g class=\"node ").count(), 2, "one box for all of them: {svg}");
    assert!(svg.contains(">300 tables<"), "{svg}");
}

#[test]
fn a_picture_says_where_it_ends() {
    let place = Place::with(&[]);
    for table in 0..400 {
        let children = [2 * table + 1, 2 * table + 2].map(|child| {
            format!(
                "\n  - {{ SchemaName: r{child}, ReferencingEntity: t{child:03}, ReferencingAttribute: a, \
                 CascadeConfiguration: {{ Delete: Cascade }} }}"
            )
        });
        let document = format!("LogicalName: t{table:03}\nOneToManyRelationships:{}\n", children.concat());
        place.write(&format!("{table}.table.yaml"), document.as_bytes());
    }
    let svg = place.run(&["cascade", "t000", ".", "--format", "svg"]).stdout;
    let boxes = svg.matches("<g class=\"node ").count();
    assert!((100..400).contains(&boxes), "{boxes} boxes for 800 tables");
    assert!(svg.contains(&format!("; {} tables further on not drawn", 801 - boxes)), "{svg}");
    let effects = effects(&place.run(&["cascade", "t000", ".", "--format", "json"]).json());
    assert_eq!(effects.len(), 800, "the data is whole");
}

#[test]
fn pictures_have_a_box_for_each_table() {
    let place = place();
    for (format, boxes, arrows) in [
        ("svg", ["<g class=\"node start", ">contact<", ">task<", ">invoice<"], "<path class=\"arrow\""),
        ("dot", ["n0 [label=\"account", "[label=\"contact\\n", "[label=\"task\\n", "[label=\"invoice\\n"], " -> "),
        ("mermaid", ["n0[\"account", "[\"contact<br/>", "[\"task<br/>", "[\"invoice<br/>"], "->"),
        (
            "html",
            ["<g class=\"node start", ">contact<", ">task<", "<td>account_contacts</td>"],
            "<path class=\"arrow\"",
        ),
    ] {
        let arguments = ["cascade", "account", "tables", "--format", format];
        let run = place.run(&arguments);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
        for text in boxes {
            assert!(run.stdout.contains(text), "{text} in {format}: {}", run.stdout);
        }
        assert!(run.stdout.matches(arrows).count() >= 4, "{format}: {}", run.stdout);
        assert_eq!(run.stdout, place.run(&arguments).stdout, "every run draws the same");
    }
}

#[test]
fn text_of_a_page_stays_text() {
    let place = Place::with(&[("evil.table.yaml", HOSTILE)]);
    for format in ["svg", "html"] {
        let run = place.run(&["cascade", "evil", ".", "--format", format]);
        assert_eq!(run.code, Some(0), "{run:?}");
        assert!(run.stdout.contains("&lt;script&gt;pwned=1&lt;/script&gt;"), "{run:?}");
        for part in ["<script>pwned", "<img", "\u{202E}"] {
            assert!(!run.stdout.contains(part), "{part} in {format}: {}", run.stdout);
        }
    }
    let text = place.run(&["cascade", "evil", "."]).stdout;
    assert!(!text.contains('\u{202E}') && text.contains("evil_\u{FFFD}live"), "{text}");
    let mermaid = place.run(&["cascade", "evil", ".", "--format", "mermaid"]).stdout;
    assert!(!mermaid.contains("<script>") && mermaid.contains("#60;script#62;"), "{mermaid}");
}

#[test]
fn errors_go_to_standard_error() {
    let place = place();
    place.write("tables/bytes.md", b"\xFF\xFE");
    let run = place.run(&["cascade", "account", "tables", "--format", "json"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stderr.contains("EB0002"), "{run:?}");
    assert_eq!(effects(&run.json()).len(), 4, "the rest is answered");
    let run = place.run(&["cascade", "lead", "tables"]);
    assert_eq!(run.code, Some(1), "the table may stand on the page that cannot be read: {run:?}");
}

#[test]
fn what_cannot_be_merged_is_said() {
    let run = Place::with(&[("color.md", COLOR)]).run(&["cascade", "--merge", "color", "."]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stderr.contains("rows of `color` cannot be merged"), "{run:?}");
    assert_eq!(place().run(&["cascade", "--merge", "account", "tables"]).stderr, "");
}

/// A region that a user owns, with a squad that a business unit owns and a visit that does not say what it does.
const REGIONS: &str = "Tables:
- { LogicalName: region, EntitySetName: regions, PrimaryIdAttribute: regionid, OwnershipType: UserOwned }
- LogicalName: squad
  EntitySetName: squads
  PrimaryIdAttribute: squadid
  OwnershipType: BusinessOwned
  ManyToOneRelationships:
  - { SchemaName: region_squad, ReferencedEntity: region, ReferencingAttribute: regionid, CascadeConfiguration: { Assign: Cascade, Delete: Cascade } }
";

#[test]
fn tables_without_an_owner_are_not_assigned() {
    let place = Place::with(&[("tables/region.table.yaml", REGIONS)]);
    let run = place.run(&["cascade", "--assign", "region", "tables"]);
    assert!(run.stdout.contains("nothing happens to other rows") && !run.stdout.contains("squad"), "{run:?}");
    let run = place.run(&["cascade", "region", "tables"]);
    assert!(run.stdout.contains("squad: deleted"), "{run:?}");
}

#[test]
fn what_is_not_known_is_not_nothing() {
    let run = |from: &str, to: &str| {
        let text =
            REGIONS.replace(", CascadeConfiguration: { Assign: Cascade, Delete: Cascade }", "").replace(from, to);
        Place::with(&[("tables/region.table.yaml", &text)]).run(&["cascade", "region", "tables"])
    };
    let unstated = run("", "");
    assert!(unstated.stdout.contains("nothing happens to other rows, as far as relationships say"), "{unstated:?}");
    assert!(unstated.stdout.contains("do not say what they do: region_squad"), "{unstated:?}");
    let unplaced = run("ReferencedEntity: region, ", "");
    assert!(unplaced.stdout.contains("what happens to other rows is not known"), "{unplaced:?}");
}
