use super::Place;

const TABLES: &str = r#"LogicalName: account
OneToManyRelationships:
  - SchemaName: parental
    ReferencingEntity: contact
    ReferencingAttribute: a
    CascadeConfiguration: { Delete: Cascade, Assign: Cascade, Share: Cascade, Unshare: Cascade, Reparent: Cascade }
  - SchemaName: referential
    ReferencingEntity: contact
    ReferencingAttribute: b
    CascadeConfiguration: { Delete: RemoveLink }
  - SchemaName: restrict
    ReferencingEntity: invoice
    ReferencingAttribute: c
    CascadeConfiguration: { Delete: Restrict }
  - SchemaName: custom
    ReferencingEntity: account
    ReferencingAttribute: d
    CascadeConfiguration: { Delete: RemoveLink, Assign: Active }
  - SchemaName: silent
    ReferencingEntity: invoice
    ReferencingAttribute: e
ManyToManyRelationships:
  - SchemaName: pairs
    Entity1LogicalName: account
    Entity2LogicalName: contact
    IntersectEntityName: accountcontacts
"#;

fn place() -> Place {
    Place::with(&[
        ("account.table.yaml", TABLES),
        ("contact.table.yaml", "LogicalName: contact\n"),
        ("invoice.table.yaml", "LogicalName: invoice\n"),
        ("outside.table.yaml", "LogicalName: outside\n"),
    ])
}

#[test]
fn data_has_the_behavior_of_each_relationship() {
    let run = place().run(&["graph", ".", "--format", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    let json = run.json();
    assert_eq!(json["Tables"], serde_json::json!(["account", "contact", "invoice", "outside"]));
    let behavior = |name: &str| {
        let all = json["Relationships"].as_array().unwrap();
        let found: Vec<_> = all.iter().filter(|it| it["Relationship"] == name).collect();
        assert_eq!(found.len(), 1, "{name}: {json}");
        found[0]["Behavior"].as_str().map(str::to_owned)
    };
    assert_eq!(behavior("parental").as_deref(), Some("Parental"));
    assert_eq!(behavior("referential").as_deref(), Some("Referential"));
    assert_eq!(behavior("restrict").as_deref(), Some("Referential, Restrict Delete"));
    assert_eq!(behavior("custom").as_deref(), Some("Custom"));
    assert_eq!(behavior("pairs").as_deref(), Some("Many-to-many"));
    assert_eq!(behavior("silent"), None);
}

#[test]
fn arrows_have_the_color_of_their_behavior() {
    let svg = place().run(&["graph", ".", "--format", "svg"]).stdout;
    for (class, label) in [
        ("all", "parental"),
        ("clear", "referential"),
        ("block", "restrict"),
        ("some", "custom"),
        ("unknown", "silent"),
        ("many", "pairs"),
    ] {
        assert!(svg.contains(&format!("<g class=\"{class}\"><title>{label}</title>")), "{class}: {svg}");
    }
    assert_eq!(svg.matches("<g class=\"node ").count(), 4, "{svg}");
    assert!(svg.contains("referential, restrict delete</text>"), "the legend: {svg}");
}

#[test]
fn names_and_behaviors_select() {
    let place = place();
    let json = place.run(&["graph", ".", "--tables", "ACC*,contact", "--format", "json"]).json();
    assert_eq!(json["Tables"], serde_json::json!(["account", "contact"]));
    assert_eq!(json["Relationships"].as_array().unwrap().len(), 4, "{json}");
    let json = place.run(&["graph", ".", "--behavior", "Restrict,Many", "--format", "json"]).json();
    assert_eq!(json["Relationships"].as_array().unwrap().len(), 2, "{json}");
    let run = place.run(&["graph", ".", "--tables", "account,nobody*"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{run:?}");
    assert!(run.stderr.contains("`nobody*`"), "{run:?}");
}

#[test]
fn what_nobody_could_follow_is_not_drawn() {
    let place = Place::with(&[]);
    for table in 0..30 {
        let mut document = format!("LogicalName: t{table:02}\nOneToManyRelationships:\n");
        for child in 0..30 {
            document += &format!(
                "  - {{ SchemaName: r{table}_{child}, ReferencingEntity: t{child:02}, ReferencingAttribute: c{table} }}\n"
            );
        }
        place.write(&format!("{table}.table.yaml"), document.as_bytes());
    }
    let run = place.run(&["graph", ".", "--format", "svg"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{run:?}");
    assert!(run.stderr.contains("900 arrows") && run.stderr.contains("--tables"), "{run:?}");
    assert_eq!(place.run(&["graph", ".", "--format", "dot"]).stdout.matches(" -> ").count(), 900);
}
