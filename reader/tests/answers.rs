//! Answers of organizations and SDKs about tables: whole tables, and lists of their parts.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use earlybound_reader::diagnostic::{Code, Diagnostics};
use earlybound_reader::model::{Attribute, Schema, Table};
use earlybound_reader::parse::parse_in;
use earlybound_reader::resolve::resolve;
use earlybound_reader::source::Sources;
use earlybound_schema::cascade::{CascadeAction, CascadeType};
use earlybound_schema::{AttributeType, MenuBehavior, OwnershipType, RequiredLevel};

/// The tables of some files, and the findings on them but for the note on tables without a page.
fn read_in(files: &[(&str, &str)], language: Option<u16>) -> (Schema, Vec<Code>) {
    let mut sources = Sources::default();
    for (name, text) in files {
        sources.add(*name, *text);
    }
    let mut diagnostics = Diagnostics::default();
    let documents = parse_in(&sources, language, &mut diagnostics).documents;
    let schema = resolve(documents, &mut diagnostics);
    let codes = diagnostics.into_iter().map(|finding| finding.code);
    (schema, codes.filter(|code| *code != Code::MissingTables).collect())
}

fn read(files: &[(&str, &str)]) -> Vec<Table> {
    let (schema, findings) = read_in(files, None);
    assert_eq!(findings, [], "{files:?}");
    schema.tables
}

/// An answer to a request at that address below `$metadata`.
fn answer(asked: &str, items: &str) -> String {
    format!(r#"{{"@odata.context": "https://org.example/api/data/v9.2/$metadata#{asked}", "value": [{items}]}}"#)
}

const BOAT: &str = r#"{"MetadataId": "11111111-0000-0000-0000-000000000000", "LogicalName": "new_boat",
  "SchemaName": "new_Boat", "EntitySetName": "new_boats", "PrimaryIdAttribute": "new_boatid", "Attributes": [
    {"MetadataId": "11111111-0000-0000-0000-000000000001", "LogicalName": "new_boatid", "AttributeType": "Uniqueidentifier"},
    {"MetadataId": "11111111-0000-0000-0000-000000000002", "LogicalName": "new_rig", "SchemaName": "new_Rig",
     "AttributeType": "Picklist", "IsCustomAttribute": true, "MaxLength": null}]}"#;

const RIG: &str = r#"{"LogicalName": "new_rig", "MetadataId": "11111111-0000-0000-0000-000000000002", "OptionSet":
  {"Name": "new_boat_new_rig", "IsGlobal": false, "Options": [
    {"Value": 7, "ParentValues": [], "Label": {"LocalizedLabels": [], "UserLocalizedLabel": {"Label": "Sloop", "LanguageCode": 1033}}}]}}"#;

fn labels(column: &Attribute) -> Vec<(i32, Option<&str>)> {
    let options = column.option_set.iter().flat_map(|set| &set.options);
    options.map(|option| (option.value, option.label.as_deref())).collect()
}

#[test]
fn changes_hold_tables() {
    let text = format!(
        r#"{{"@odata.context": "x", "ServerVersionStamp": "1", "DeletedMetadata": null, "EntityMetadata": [{BOAT}]}}"#
    );
    let (schema, findings) = read_in(&[("changes.json", &text)], None);
    assert_eq!(schema.tables[0].table.entity_set_name.as_deref(), Some("new_boats"));
    assert_eq!(findings, [Code::UnknownOptions]);
}

#[test]
fn options_come_with_requests_of_their_own() {
    let cast = "Attributes/Microsoft.Dynamics.CRM.PicklistAttributeMetadata(LogicalName,OptionSet)";
    let of_table = |key: &str| answer(&format!("EntityDefinitions({key})/{cast}"), RIG);
    let single = RIG.replacen('{', "{\"@odata.context\": \"#EntityDefinitions(22222222-0000-0000-0000-000000000000)/Attributes/Microsoft.Dynamics.CRM.PicklistAttributeMetadata/$entity\",", 1);
    for options in [
        of_table("'new_boat'"),
        of_table("LogicalName='new_boat'"),
        of_table("11111111-0000-0000-0000-000000000000"),
        of_table("22222222-0000-0000-0000-000000000000"), // By the id of the column.
        single,
    ] {
        let tables = read(&[("a.json", BOAT), ("b.json", &options)]);
        assert_eq!(tables.len(), 1);
        let rig = tables[0].attribute("new_rig").unwrap();
        assert_eq!(
            (rig.attribute_type, labels(rig)),
            (Some(AttributeType::Picklist), vec![(7, Some("Sloop"))]),
            "{options}"
        );
    }
}

#[test]
fn a_column_whose_table_is_unknown_is_an_error() {
    let column = answer(
        "EntityDefinitions(33333333-0000-0000-0000-000000000000)/Attributes",
        r#"{"LogicalName": "new_x", "AttributeType": "String"}"#,
    );
    assert_eq!(read_in(&[("a.json", BOAT), ("b.json", &column)], None).1, [Code::NoTableName, Code::UnknownOptions]);
}

#[test]
fn global_choices_serve_the_columns_that_name_them() {
    let boat = BOAT.replace("\"MaxLength\": null", "\"GlobalOptionSet\": {\"Name\": \"new_rigs\"}");
    let choices = answer(
        "GlobalOptionSetDefinitions",
        r##"{"@odata.type": "#Microsoft.Dynamics.CRM.OptionSetMetadata",
      "Name": "new_rigs", "OptionSetType": "Picklist", "Options": [{"Value": 1, "Label": {"UserLocalizedLabel": {"Label": "Ketch"}}}]}"##,
    );
    let tables = read(&[("a.json", &boat), ("b.json", &choices)]);
    assert_eq!(labels(tables[0].attribute("new_rig").unwrap()), [(1, Some("Ketch"))]);
    let own = "LogicalName: new_berth\nEntitySetName: new_berths\nAttributes:\n- { LogicalName: new_for, AttributeType: Picklist, OptionSet: { Name: new_rigs } }\n";
    let tables = read(&[("own.table.yaml", own), ("b.json", &choices)]);
    assert_eq!(labels(tables[0].attribute("new_for").unwrap()), [(1, Some("Ketch"))]);
}

#[test]
fn relationships_and_keys_join_their_tables() {
    let (one, many) = (
        r#""ReferencedEntity": "account""#,
        r#""ReferencingEntity": "new_boat", "ReferencingAttribute": "new_ownerid""#,
    );
    let relationship = format!(
        r#"{{"SchemaName": "new_account_boats", {one}, {many}, "EntityKey": null, "IsRelationshipAttributeDenormalized": false, "RelationshipAttributes": []}}"#
    );
    let of = |list: &str, table: &str| {
        let text = answer(&format!("EntityDefinitions('{table}')/{list}"), &relationship);
        let tables = read(&[("a.json", &text)]);
        let counts = tables.iter().map(|table| {
            (
                table.table.logical_name.clone(),
                table.many_to_one_relationships.len(),
                table.one_to_many_relationships.len(),
            )
        });
        counts.collect::<Vec<_>>()
    };
    assert_eq!(of("ManyToOneRelationships", "new_boat"), [("new_boat".to_owned(), 1, 0)]);
    assert_eq!(of("OneToManyRelationships", "account"), [("account".to_owned(), 0, 1)]);
    let listed = format!(r#"[{}]"#, relationship.replacen('{', r#"{"MetadataId": "4", "#, 1));
    let tables = read(&[("a.json", &listed)]);
    assert_eq!(tables[0].many_to_one_relationships[0].referenced_entity.as_deref(), Some("account"));
    let keys = answer(
        "EntityDefinitions('new_boat')/Keys",
        r#"{"LogicalName": "new_sail", "SchemaName": "new_Sail", "KeyAttributes": ["new_number", "new_class"], "EntityKeyIndexStatus": "Active"}"#,
    );
    let (schema, findings) = read_in(&[("a.json", &keys)], None);
    assert_eq!(findings, [Code::UnusableKey], "nothing describes its columns");
    let key = &schema.tables[0].keys[0];
    assert_eq!(
        (key.logical_name.as_str(), &key.key_attributes[..]),
        ("new_sail", &["new_number".to_owned(), "new_class".to_owned()][..])
    );
}

#[test]
fn many_to_many_is_seen_from_its_table() {
    let pair = r#"{"SchemaName": "new_boat_contact", "IntersectEntityName": "new_boat_contact", "Entity1LogicalName": "contact",
      "Entity1IntersectAttribute": "contactid", "Entity2LogicalName": "new_boat", "Entity2IntersectAttribute": "new_boatid"}"#;
    let text = answer("EntityDefinitions('new_boat')/ManyToManyRelationships", pair);
    let pair = &read(&[("a.json", &text)])[0].many_to_many_relationships[0];
    assert_eq!(pair.entity1_logical_name.as_deref(), Some("new_boat"));
    assert_eq!(pair.entity1_intersect_attribute.as_deref(), Some("new_boatid"));
    assert_eq!(pair.entity2_logical_name.as_deref(), Some("contact"));
}

#[test]
fn numbers_of_the_sdk_are_words() {
    let text = r#"{"crmVersion@": {"m_Item1": 9}, "metadata@": [{"MetadataId": "1", "LogicalName": "new_boat", "EntitySetName": "new_boats", "OwnershipType": 8,
      "Attributes": [
        {"LogicalName": "new_name", "AttributeType": 14, "RequiredLevel": {"Value": 2, "CanBeChanged": true}, "Format": 3, "ImeMode": 3, "MaxLength": 100},
        {"LogicalName": "new_built", "AttributeType": 2, "Format": 1, "DateTimeBehavior": {"Value": "UserLocal"}},
        {"LogicalName": "new_crew", "AttributeType": 5, "Format": 0, "MaxValue": 12},
        {"LogicalName": "new_tags", "AttributeType": 17, "AttributeTypeName": {"Value": "MultiSelectPicklistType"},
         "OptionSet": {"OptionSetType": 0, "Options": [{"Value": 3, "Label": {"UserLocalizedLabel": null, "LocalizedLabels": []}}]}}],
      "ManyToOneRelationships": [{"SchemaName": "r", "ReferencedEntity": "account", "ReferencingEntity": "new_boat",
        "AssociatedMenuConfiguration": {"Behavior": 2, "Group": 1, "Order": 7}, "CascadeConfiguration": {"Assign": 0, "Delete": 5}}]}]}"#;
    let table = &read(&[("sdk.json", text)])[0];
    assert_eq!(table.table.ownership_type, Some(OwnershipType::OrganizationOwned));
    let column = |name: &str| table.attribute(name).unwrap();
    assert_eq!(column("new_name").attribute_type, Some(AttributeType::String));
    assert_eq!(column("new_name").required_level, Some(RequiredLevel::ApplicationRequired));
    assert_eq!(
        (column("new_name").format.as_deref(), column("new_name").ime_mode.as_deref()),
        (Some("Url"), Some("Disabled"))
    );
    assert_eq!(column("new_built").format.as_deref(), Some("DateAndTime"));
    assert_eq!(column("new_crew").format.as_deref(), Some("None"));
    assert_eq!(column("new_tags").attribute_type, Some(AttributeType::MultiSelectPicklist));
    assert_eq!(labels(column("new_tags")), [(3, None)]);
    let relationship = &table.many_to_one_relationships[0];
    assert_eq!(relationship.cascade_configuration.get(CascadeAction::Delete), Some(CascadeType::Restrict));
    let menu = relationship.associated_menu_configuration.as_ref().unwrap();
    assert_eq!((menu.behavior, menu.order), (Some(MenuBehavior::DoNotDisplay), Some(7)));
}

#[test]
fn null_erases_nothing() {
    let page = "# Boat (new_Boat) table/entity reference (Contoso)\n\n## Properties\n\n|Property|Value|\n|---|---|\n\
        |LogicalName|`new_boat`|\n|EntitySetName|`new_boats`|\n\n## Writable columns/attributes\n\n\
        ### <a name=\"BKMK_new_Rig\"></a> new_Rig\n\n|Property|Value|\n|---|---|\n|LogicalName|`new_rig`|\n|Type|String|\n|MaxLength|40|\n";
    let answer = BOAT.replace("\"Picklist\"", "\"String\"");
    let rig = &read(&[("boat.md", page), ("boat.json", &answer)])[0];
    assert_eq!(rig.attribute("new_rig").unwrap().max_length, Some(40));
}

#[test]
fn labels_are_read_in_one_language() {
    let boat = BOAT.replacen(
        "\"SchemaName\"",
        r#""DisplayName": {"LocalizedLabels": [{"Label": "Boot", "LanguageCode": 1031}, {"Label": "Boat", "LanguageCode": 1033}],
           "UserLocalizedLabel": {"Label": "Bateau", "LanguageCode": 1036}}, "SchemaName""#,
        1,
    );
    let without_user = boat.replace(r#"{"Label": "Bateau", "LanguageCode": 1036}"#, "null");
    let name =
        |text: &str, language| read_in(&[("a.json", text)], language).0.tables[0].table.display_name.clone().unwrap();
    assert_eq!(name(&boat, Some(1031)), "Boot");
    assert_eq!(name(&boat, Some(1040)), "Bateau");
    assert_eq!(name(&boat, None), "Bateau");
    assert_eq!(name(&without_user, None), "Boat");
    assert_eq!(name(&without_user.replace("1033", "1043"), None), "Boot");
}

#[test]
fn unknown_properties_are_kept_whole() {
    let text = r#"{"@odata.context": "x#EntityDefinitions/$entity", "LogicalName": "new_boat", "EntitySetName": "new_boats",
      "Berths": [{"From": 1, "To": [2, 3]}, {}], "Color": "red"}"#;
    let table = &read(&[("a.json", text)])[0];
    assert_eq!(table.table.other["Berths"], r#"[{"From": 1, "To": [2, 3]}, {}]"#);
    assert!(!table.table.other.contains_key("Color"), "how a table shows is not a fact about it");
    let own = "LogicalName: new_boat\nEntitySetName: new_boats\nBerths: { North: [1, 2], South: {} }\nCrew:\n  - ann\n  - bob\nAttributes: []\n";
    let (schema, findings) = read_in(&[("a.table.yaml", own)], None);
    assert_eq!(findings, [Code::UnknownKey, Code::UnknownKey]);
    let other = &schema.tables[0].table.other;
    assert_eq!((other["Berths"].as_str(), other["Crew"].as_str()), ("{ North: [1, 2], South: {} }", "- ann\n  - bob"));
}

#[test]
fn texts_of_documents_are_what_stands_there() {
    let labels_of =
        ["Yes", "NO", "y", "On", "0x10", "1_000", "~x", "true", "1e3", "0o7", "2024-01-01", "\"07\"", "'null'"];
    let options: Vec<String> = labels_of
        .iter()
        .enumerate()
        .map(|(value, label)| format!("    - {{ Value: {value}, Label: {label} }}\n"))
        .collect();
    let text = format!(
        "LogicalName: new_poll\nEntitySetName: new_polls\nDisplayName: Off\nAttributes:\n- LogicalName: new_answer\n  \
         AttributeType: Picklist\n  DisplayName: No # not a flag\n  IsValidForCreate: TRUE\n  OptionSet:\n    Options:\n{}",
        options.concat()
    );
    let table = &read(&[("a.table.yaml", &text)])[0];
    assert_eq!(table.table.display_name.as_deref(), Some("Off"));
    let column = &table.attributes[0];
    assert_eq!((column.display_name.as_deref(), column.is_valid_for_create), (Some("No"), Some(true)));
    let plain = labels_of.map(|label| label.trim_matches(['"', '\'']));
    assert_eq!(labels(column).into_iter().map(|(_, label)| label.unwrap()).collect::<Vec<_>>(), plain);
}
