//! Pages of the Web API reference: what they say, and what tables learn from them.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use std::path::Path;

use earlybound_reader::diagnostic::{Code, Diagnostics, Severity, render_text};
use earlybound_reader::model::{BoundTo, Member, Schema};
use earlybound_reader::parse::parse_in;
use earlybound_reader::reference::Reference;
use earlybound_reader::resolve::resolve;
use earlybound_reader::source::Sources;
use earlybound_schema::{Binding, MessageKind, ParameterType};

/// Reads some files. Returns the schema and the findings, but for the note on tables without a page.
fn read(files: &[(&str, &str)]) -> (Schema, Vec<(Code, String)>) {
    let mut sources = Sources::default();
    for (name, text) in files {
        sources.add(*name, *text);
    }
    let mut diagnostics = Diagnostics::default();
    let parsed = parse_in(&sources, None, &mut diagnostics);
    let schema = resolve(parsed, &mut diagnostics);
    let findings = diagnostics.into_iter().map(|finding| (finding.code, finding.message));
    (schema, findings.filter(|(code, _)| *code != Code::MissingTables).collect())
}

fn clean(files: &[(&str, &str)]) -> Schema {
    let (schema, findings) = read(files);
    assert_eq!(findings, []);
    schema
}

const MOOR: &str = "\
---
title: \"new_Moor Action\"
ms.date: 07/10/2017
---
# new_Moor Action
[!INCLUDE[./descriptions/moor.md](./descriptions/moor.md)]

The new_Moor action:
* Does not return a value.

## Bound Entities
Bound actions are invoked by appending their name.
|EntityType|Binding Type|
|----------|-----------------|
|[new_boat Entitytype](../entitytypes/new_boat.md)|entity|
|[new_boat Entitytype](../entitytypes/new_boat.md)|collection|

## Parameters
Parameters allow for data to be passed.
|Name|Type|Nullable|Unicode|Description|
|----------|-----------------|----------|-----------------|-----------------|
|Place|Edm.String|false|true|Where it lies.|
|Lines|Collection([Line ComplexType](../complextypes/line.md))|true|true|TODO: Add description.|
|Kind|[Knot EnumType](../enumtypes/knot.md)||true||

## Entities
|EntityType|Description|
|---|---|
|[new_buoy Entitytype](../entitytypes/new_buoy.md)|[!INCLUDE[x](../entitytypes/descriptions/new_buoy.md)]|

### See also
[More](more.md)
";

fn member(name: &str, type_name: &str, optional: bool, description: Option<&str>) -> Member {
    let description = description.map(str::to_owned);
    Member { name: name.to_owned(), type_name: Some(type_name.to_owned()), optional, description, ..Member::default() }
}

#[test]
fn actions_have_bindings_parameters_and_an_included_description() {
    let files = [
        ("in/actions/moor.md", MOOR),
        ("in/actions/descriptions/moor.md", "Ties a [boat](boat.md)\nto its place."),
        ("in/entitytypes/descriptions/new_buoy.md", "A thing that floats."),
    ];
    let schema = clean(&files);
    let moor = &schema.web_api.messages[0];
    assert_eq!((moor.name.as_str(), moor.kind, moor.returns.as_deref()), ("new_Moor", Some(MessageKind::Action), None));
    assert_eq!(moor.description.as_deref(), Some("Ties a boat to its place."));
    let bound = |binding| BoundTo { table: "new_boat".to_owned(), binding };
    assert_eq!(moor.bound_to, [bound(Binding::Entity), bound(Binding::EntityCollection)]);
    let expected = [
        member("Place", "Edm.String", false, Some("Where it lies.")),
        member("Lines", "Collection(mscrm.Line)", true, None),
        member("Kind", "mscrm.Knot", false, None),
    ];
    assert_eq!(moor.parameters, expected);
    assert_eq!(moor.layers[0].date.as_deref(), Some("07/10/2017"));
}

#[test]
fn todays_form_is_read_too() {
    let function = "# new_Drift Function\n\nTells how far a boat drifts.\n\n## Example\n\n### Request\n\n|A|B|\n|---|---|\n|1|2|\n\n\
         ## Bound entities\n\n| Entity Type | Binding Type |\n|---|---|\n| [new_boat](/x/new_boat) | Entity |\n\n\
         ## Parameters\n\n| Name | Type | Nullable | Unicode | Details |\n|---|---|---|---|---|\n\
         | Hours | Edm.Double | False | True | How long. |\n\n\
         ## Return Type\n\n| Type | Nullable | Description |\n|---|---|---|\n| [new_DriftResponse](/x/r) | False | |\n\n\
         ## See also\n\n[More](x)\n";
    let complex = "# new_DriftResponse ComplexType\n\n## Properties\n\n| Name | Type | Details |\n|---|---|---|\n\
         | Miles | Edm.Decimal | |\n| Boats | Collection(crmbaseentity) | |\n\n## Used by\n\n| Name | How used |\n|---|---|\n";
    let schema = clean(&[("drift.md", function), ("r.md", complex)]);
    let drift = schema.web_api.message("new_Drift").unwrap();
    assert_eq!(drift.description.as_deref(), Some("Tells how far a boat drifts."));
    assert_eq!(drift.returns.as_deref(), Some("mscrm.new_DriftResponse"));
    assert_eq!(drift.parameters, [member("Hours", "Edm.Double", false, Some("How long."))]);
    let properties = &schema.web_api.complex_types[0].properties;
    assert_eq!(properties[1].type_name.as_deref(), Some("Collection(mscrm.crmbaseentity)"));
}

#[test]
fn values_of_enum_types_have_numbers() {
    let page = "# Knot EnumType\n\n## Members\n\n|Name|Value|Description|\n|---|---|---|\n|None|0|None. |\n|Bowline|65536||\n|Odd|-1||\n";
    let schema = clean(&[("knot.md", page)]);
    let members: Vec<_> = schema.web_api.enum_types[0].members.iter().map(|m| (m.name.as_str(), m.value)).collect();
    assert_eq!(members, [("None", 0), ("Bowline", 65536), ("Odd", -1)]);
}

const BOAT_TYPE: &str = "\
# new_boat EntityType
<table>
<tr><td><b>Description:</b></td><td>A boat.</td></tr>
<tr><td><b>Entity Set path:</b></td><td>[!include[base.md](../includes/base.md)]new_boats </td></tr>
<tr><td><b>Base Type:</b></td><td>[crmbaseentity EntityType](crmbaseentity.md)</td></tr>
<tr><td><b>Primary Key:</b></td><td>new_boatid</td></tr>
<tr><td><b>Primary Name Attribute:</b></td><td>new_name</td></tr>
</table>

## Properties
|Name|Type|Details|
|----|----|-------|
|new_size|Edm.Int32|**Display Name**: Size<br /><table><tr><td>1</td></tr></table>|

## Lookup Properties
|Name|Single-valued navigation property|Description|
|----|---------------------------------|-----------|
|_new_crew_value|new_Crew_person<br />new_Crew_firm<br />|Who sails it.|
|_createdbyexternalparty_value|||
|_ownerid_value|ownerid<br />||

## Single-valued navigation properties
|Name|Type|Partner|
|----|----|-------|
|new_Crew_person|[person EntityType](person.md)|new_person_boats|
|new_Crew_firm|[firm EntityType](firm.md)|new_firm_boats|
|ownerid|[principal EntityType](principal.md)|owner_new_boat|

## Collection-valued navigation properties
|Name|Type|Partner|
|----|----|-------|
|new_boat_trips|[new_trip EntityType](new_trip.md)|new_Boat|
";

#[test]
fn entity_types_say_how_rows_are_addressed_and_linked() {
    let schema = clean(&[("boat.md", BOAT_TYPE)]);
    let boat = &schema.web_api.entity_types[0];
    assert_eq!(boat.entity_set_name.as_deref(), Some("new_boats"));
    assert_eq!(boat.primary_id_attribute.as_deref(), Some("new_boatid"));
    assert_eq!(boat.primary_name_attribute.as_deref(), Some("new_name"));
    assert_eq!(boat.base_type.as_deref(), Some("mscrm.crmbaseentity"));
    let links: Vec<_> = boat.navigation_properties.iter().map(|to| (to.name.as_str(), to.column.as_deref())).collect();
    let crew = Some("new_crew");
    let expected =
        [("new_Crew_person", crew), ("new_Crew_firm", crew), ("ownerid", Some("ownerid")), ("new_boat_trips", None)];
    assert_eq!(links, expected);
    assert!(boat.navigation_properties[3].collection);
}

/// A page of a table with relationships: name, the other table, the column, and further properties.
fn table(name: &str, to_one: &[[&str; 4]], to_many: &[[&str; 4]]) -> String {
    let mut page = format!(
        "# {name} table/entity reference\n\n## Properties\n\n|Property|Value|\n|---|---|\n|LogicalName|`{name}`|\n\
         |PrimaryIdAttribute|`{name}id`|\n"
    );
    for (heading, key, list) in
        [("Many-to-One", "ReferencedEntity", to_one), ("One-to-Many", "ReferencingEntity", to_many)]
    {
        page += &format!("\n## {heading} relationships\n");
        for [name, other, column, rest] in list {
            page += &format!(
                "\n### <a name=\"BKMK_{name}\"></a> {name}\n\n|Property|Value|\n|---|---|\n|{key}|`{other}`|\n\
                 |ReferencingAttribute|`{column}`|\n{rest}"
            );
        }
    }
    page
}

/// The navigation properties of the first relationship of a table in each list, to one and to many.
fn links(schema: &Schema, name: &str) -> Vec<(Option<String>, Option<String>)> {
    let table = schema.tables.iter().find(|table| table.table.logical_name == name).unwrap();
    let all = table.many_to_one_relationships.iter().chain(&table.one_to_many_relationships);
    all.map(|r| {
        let (to_one, to_many) =
            (&r.referencing_entity_navigation_property_name, &r.referenced_entity_navigation_property_name);
        (to_one.clone(), to_many.clone())
    })
    .collect()
}

fn some(to_one: &str, to_many: &str) -> (Option<String>, Option<String>) {
    (Some(to_one.to_owned()), Some(to_many.to_owned()))
}

#[test]
fn relationships_find_their_navigation_properties_by_column_and_target() {
    let boat = table("new_boat", &[["a", "firm", "new_crew", ""], ["b", "owner", "ownerid", ""]], &[]);
    let schema = clean(&[("boat.md", BOAT_TYPE), ("new_boat.md", &boat)]);
    assert_eq!(
        links(&schema, "new_boat"),
        [some("new_Crew_firm", "new_firm_boats"), some("ownerid", "owner_new_boat")]
    );
}

#[test]
fn relationships_find_their_navigation_properties_by_the_one_that_leads_back() {
    let back = "|ReferencedEntityNavigationPropertyName|`new_person_boats`|\n";
    let person = table("person", &[], &[["a", "new_boat", "unknown", back]]);
    let trips = "|ReferencedEntityNavigationPropertyName|`new_boat_trips`|\n";
    let boat = table("new_boat", &[], &[["b", "new_trip", "new_boat", trips]]);
    let schema = clean(&[("boat.md", BOAT_TYPE), ("person.md", &person), ("new_boat.md", &boat)]);
    assert_eq!(links(&schema, "person"), [some("new_Crew_person", "new_person_boats")]);
    assert_eq!(links(&schema, "new_boat"), [some("new_Boat", "new_boat_trips")]);
}

#[test]
fn navigation_properties_are_never_guessed() {
    let two = BOAT_TYPE.replace("|[firm EntityType](firm.md)|", "|[person EntityType](person.md)|");
    let boat = table("new_boat", &[["a", "person", "new_crew", ""], ["b", "harbour", "new_crew", ""]], &[]);
    let schema = clean(&[("boat.md", &two), ("new_boat.md", &boat)]);
    assert_eq!(links(&schema, "new_boat"), [(None, None), (None, None)]);
}

#[test]
fn disagreeing_navigation_properties_are_reported_and_the_table_counts() {
    let stated = "|ReferencingEntityNavigationPropertyName|`new_crew_Firm`|\n";
    let boat = table("new_boat", &[["a", "firm", "new_crew", stated]], &[]);
    let (schema, findings) = read(&[("boat.md", BOAT_TYPE), ("new_boat.md", &boat)]);
    assert_eq!(findings.iter().map(|(code, _)| *code).collect::<Vec<_>>(), [Code::LayersDisagree]);
    assert_eq!(links(&schema, "new_boat")[0].0.as_deref(), Some("new_crew_Firm"));
}

#[test]
fn tables_learn_how_their_messages_are_called() {
    let boat = "LogicalName: new_boat\nEntitySetName: new_boats\n";
    let buoy = "LogicalName: new_buoy\nEntitySetName: new_buoys\nMessages:\n- Name: new_Moor\n- Name: WhoAmI\n";
    let who = "# WhoAmI Function\n\n## Return Type\n|Type|Nullable|Description|\n|---|---|---|\n|[WhoAmIResponse ComplexType](x.md)|false||\n";
    let schema = clean(&[("moor.md", MOOR), ("who.md", who), ("a.table.yaml", boat), ("b.table.yaml", buoy)]);
    let [boat, buoy] = schema.tables.as_slice() else { panic!("{:?}", schema.tables) };
    let moor = &boat.messages[0];
    assert_eq!(
        (moor.name.as_str(), moor.kind, moor.binding),
        ("new_Moor", Some(MessageKind::Action), Some(Binding::Entity))
    );
    let types: Vec<_> = moor.parameters.iter().map(|p| (p.parameter_type, p.optional)).collect();
    assert_eq!(types, [(Some(ParameterType::String), false), (None, true), (None, false)]);
    let bindings: Vec<_> = buoy.messages.iter().map(|message| (message.name.as_str(), message.binding)).collect();
    assert_eq!(bindings, [("WhoAmI", Some(Binding::Global)), ("new_Moor", None)], "it is called on boats");
}

#[test]
fn what_is_not_understood_is_reported() {
    let page = "# new_Bad Action\n\n## Bound Entities\n|EntityType|Binding Type|\n|---|---|\n|[a EntityType](a.md)|row|\n\n\
         ## Parameters\n|Name|Type|Nullable|Unicode|Description|\n|---|---|---|---|---|\n\
         |A|some text|true|true||\n|B|Edm.String|maybe|true||\n|B|Edm.String|true|true||\n||Edm.String|true|true||\n|C|Edm.String|true|a|b|c|\n\n\
         ## Return Type\n|What|\n|---|\n|x|\n\n## Elsewhere\n\nText.\n";
    let (schema, findings) = read(&[("bad.md", page)]);
    let codes: Vec<_> = findings.into_iter().map(|(code, _)| code).collect();
    use Code::{BadValue, BrokenRow, DuplicateItem, StrayBlock, UnknownSection};
    let expected = [BadValue, BadValue, BadValue, DuplicateItem, BrokenRow, StrayBlock, UnknownSection];
    let wide_row = BrokenRow;
    for code in expected.into_iter().chain([wide_row]) {
        assert!(codes.contains(&code), "{code:?} in {codes:?}");
    }
    let names: Vec<_> = schema.web_api.messages[0].parameters.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["A", "B", "B", "C"]);
}

#[test]
fn a_folder_of_messages_alone_is_something_to_read() {
    let (_, findings) = read(&[("moor.md", MOOR)]);
    assert_eq!(findings, []);
}

/// The counts are those of a plain line reader.
#[test]
fn real_pages_are_read_without_a_warning() {
    let Some(inputs) = std::env::var_os("EARLYBOUND_INPUTS") else {
        eprintln!("skipped: EARLYBOUND_INPUTS names no folder of inputs");
        return;
    };
    let reference = Reference::read(&[Path::new(&inputs).join("webapi")]);
    let api = &reference.schema.web_api;
    let counts = [api.messages.len(), api.complex_types.len(), api.enum_types.len(), api.entity_types.len()];
    assert_eq!(counts, [305, 191, 39, 411]);
    let is_bad = |severity| reference.diagnostics.count(severity) > 0;
    let bad = is_bad(Severity::Warning) || is_bad(Severity::Error);
    assert!(!bad, "{}", render_text(&reference.diagnostics, &reference.sources, false));
}

const DOCUMENT: &str = "\
Messages:
- Name: new_Sail
  Kind: Action
  Description: Sails a boat.
  BoundTo:
  - { Table: new_boat, Binding: Entity }
  Parameters:
  - { Name: Hours, Type: Edm.Double }
  - { Name: Crew, Type: Collection(mscrm.person), Optional: true, Description: Who sails. }
  Returns: { Type: mscrm.new_SailResponse }
- Name: new_Dock
  Kind: Function
  BoundTo: []
  Returns:
ComplexTypes:
- Name: new_SailResponse
  Properties:
  - { Name: Miles, Type: Edm.Decimal, Optional: true }
EnumTypes:
- Name: new_Wind
  Members:
  - { Name: Calm, Value: 0 }
  - { Name: Gale, Value: 8, Description: Stay at home. }
EntityTypes:
- Name: new_boat
  EntitySetName: new_boats
  NavigationProperties:
  - { Name: new_Crew, Table: person, Partner: new_person_boats, Column: new_crew }
";

#[test]
fn documents_say_all_of_it_and_what_is_printed_reads_back() {
    let schema = clean(&[("sail.table.yaml", DOCUMENT)]);
    let sail = schema.web_api.message("new_Sail").unwrap();
    assert_eq!(sail.returns.as_deref(), Some("mscrm.new_SailResponse"));
    assert_eq!(sail.bound_to, [BoundTo { table: "new_boat".to_owned(), binding: Binding::Entity }]);
    assert_eq!(sail.parameters[1], member("Crew", "Collection(mscrm.person)", true, Some("Who sails.")));
    assert_eq!(schema.web_api.message("new_Dock").unwrap().returns, None);
    assert_eq!(schema.web_api.enum_types[0].members[1].value, 8);
    assert_eq!(schema.web_api.entity_types[0].navigation_properties[0].column.as_deref(), Some("new_crew"));

    let pages = clean(&[("moor.md", MOOR), ("boat.md", BOAT_TYPE), ("sail.table.yaml", DOCUMENT)]);
    let printed = serde_json::to_string_pretty(&pages).unwrap();
    let mut again = clean(&[("model.table.json", &printed)]);
    let forget_layers = |schema: &mut Schema| {
        let api = &mut schema.web_api;
        api.messages.iter_mut().for_each(|item| item.layers.clear());
        api.complex_types.iter_mut().for_each(|item| item.layers.clear());
        api.enum_types.iter_mut().for_each(|item| item.layers.clear());
        api.entity_types.iter_mut().for_each(|item| item.layers.clear());
    };
    let mut pages = pages;
    forget_layers(&mut pages);
    forget_layers(&mut again);
    assert_eq!(again, pages);
}

#[test]
fn tables_and_types_stand_in_one_file() {
    let text = format!("Tables:\n- LogicalName: new_boat\n  EntitySetName: new_boats\n{DOCUMENT}");
    let schema = clean(&[("all.table.yaml", &text)]);
    assert_eq!((schema.tables.len(), schema.web_api.messages.len()), (1, 2));
    let with_types = "LogicalName: new_boat\nEntitySetName: new_boats\nEnumTypes:\n- Name: new_Wind\n  Members: []\n";
    assert_eq!(clean(&[("boat.table.yaml", with_types)]).web_api.enum_types[0].name, "new_Wind");
}

#[test]
fn mistakes_in_documents_are_reported() {
    let text = "Messages:\n- { Name: a, Kindd: Action, BoundTo: [{ Table: x, Binding: Row }] }\n- { Kind: Action }\nWrong: 1\n\
                EnumTypes:\n- { Name: b, Members: [{ Name: c, Value: many }] }\n";
    let (_, findings) = read(&[("a.table.yaml", text)]);
    let messages: Vec<_> = findings.iter().map(|(_, message)| message.as_str()).collect();
    for part in [
        "unknown property `Kindd`",
        "`Binding` is not a binding",
        "without `Name`",
        "unknown property `Wrong`",
        "`Value` is not an integer",
    ] {
        assert!(messages.iter().any(|message| message.contains(part)), "{part} in {messages:?}");
    }
}

#[test]
fn a_document_of_ones_own_counts_more_than_a_page() {
    let own = "Messages:\n- Name: new_Moor\n  Parameters: [{ Name: Depth, Type: Edm.Decimal }]\n";
    let schema = clean(&[("own.table.yaml", own), ("moor.md", MOOR)]);
    let [moor] = schema.web_api.messages.as_slice() else { panic!("{:?}", schema.web_api.messages) };
    assert_eq!((moor.kind, moor.parameters.len(), moor.layers.len()), (Some(MessageKind::Action), 1, 2));
}
