//! Tables that contradict themselves or one another: for each kind of finding one case, and one that is close to it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may panic")]

use earlybound_reader::check::check;
use earlybound_reader::diagnostic::{Code, Diagnostic, Diagnostics};
use earlybound_reader::parse::parse_in;
use earlybound_reader::resolve::resolve;
use earlybound_reader::source::Sources;

/// Returns the findings of the checks in tables that are described in YAML.
fn findings(yaml: &str) -> Vec<Diagnostic> {
    let mut sources = Sources::default();
    sources.add("tables.yaml", yaml);
    let mut other_findings = Diagnostics::default();
    let documents = parse_in(&sources, None, &mut other_findings);
    let schema = resolve(documents, &mut other_findings);
    let mut diagnostics = Diagnostics::default();
    check(&schema, &mut diagnostics);
    diagnostics.into_iter().collect()
}

#[track_caller]
fn assert_finds(yaml: &str, code: Code, message: &str) {
    let found: Vec<_> = findings(yaml).into_iter().map(|finding| (finding.code, finding.message)).collect();
    assert_eq!(found, [(code, message.to_owned())]);
}

/// Finds one thing, which has the help.
#[track_caller]
fn assert_suggests(yaml: &str, code: Code, message: &str, help: &str) {
    let found = findings(yaml);
    let [finding] = &found[..] else { panic!("{found:?}") };
    assert_eq!((finding.code, finding.help.as_deref()), (code, Some(help)));
    assert!(finding.message.starts_with(message), "{finding:?}");
}

#[track_caller]
fn assert_finds_nothing(yaml: &str) {
    assert_eq!(findings(yaml), []);
}

/// A table with two states and two statuses, the second of which belongs to `state` and starts the second state.
fn states(state: i32, default_status: i32) -> String {
    format!(
        "
LogicalName: color
Provenance: Page
Attributes:
- LogicalName: statecode
  Type: State
  OptionSet: {{Options: [{{Value: 0}}, {{Value: 1, DefaultStatus: {default_status}}}]}}
- LogicalName: statuscode
  Type: Status
  OptionSet: {{Options: [{{Value: 1, State: 0}}, {{Value: 2, State: {state}}}]}}
"
    )
}

#[test]
fn a_status_belongs_to_a_state() {
    let message = "`statuscode` has statuses of states that `statecode` does not have: `2`";
    assert_finds(&states(3, 2), Code::UnknownState, message);
    assert_finds_nothing(&states(1, 2));
    // A page of additions lists the states that it adds, and a table may have statuses and no state at all.
    assert_finds_nothing(&format!("Extends: {{LogicalName: color}}{}", states(3, 2)));
    let only_statuses = states(3, 2).replace("Type: State\n", "Type: Picklist\n");
    assert_finds_nothing(&only_statuses);
}

#[test]
fn a_state_starts_with_a_status() {
    let message = "default of `statecode` that is not an option of `statuscode`: `7`";
    assert_finds(&states(1, 7), Code::UnknownDefault, message);
}

#[test]
fn a_default_is_an_option() {
    let column = |default: i32, options: &str| {
        format!(
            "LogicalName: color\nProvenance: Page\n\
             Attributes:\n- {{LogicalName: hue, Type: Picklist, DefaultFormValue: {default}, \
             OptionSet: {{Options: [{options}]}}}}\n"
        )
    };
    let message = "default of `hue` that is not an option of `hue`: `3`";
    assert_finds(&column(3, "{Value: 1}, {Value: 2}"), Code::UnknownDefault, message);
    assert_finds_nothing(&column(2, "{Value: 1}, {Value: 2}"));
    assert_finds_nothing(&column(-1, "{Value: 1}, {Value: 2}"));
    assert_finds_nothing(&column(3, ""));
}

#[test]
fn primary_columns_are_columns() {
    let table = |columns: &str| {
        format!(
            "LogicalName: color\nEntitySetName: colors\nPrimaryIdAttribute: colorid\nPrimaryNameAttribute: name\n\
             Attributes: [{columns}]\n"
        )
    };
    let (id, name) = ("{LogicalName: colorid}", "{LogicalName: name}");
    let message = "`PrimaryNameAttribute` of `color` is `name`, which is not a column";
    assert_finds(&table(id), Code::MissingPrimaryColumn, message);
    let message = "`PrimaryIdAttribute` of `color` is `colorid`, which is not a column";
    assert_finds(&table(name), Code::MissingPrimaryColumn, message);
    assert_finds_nothing(&table(&format!("{id}, {name}")));
    assert_finds_nothing(&table(""));
    assert_finds_nothing(&format!("Extends: {{LogicalName: color}}\n{}", table(id)));
}

#[test]
fn columns_have_schema_names_of_their_own() {
    let columns = |first: &str, second: &str| {
        format!(
            "LogicalName: color\nAttributes:\n- {{LogicalName: hue, SchemaName: {first}}}\n\
             - {{LogicalName: new_hue, SchemaName: {second}}}\n"
        )
    };
    let message = "the columns `hue` and `new_hue` of `color` have one schema name, `Hue`";
    assert_finds(&columns("Hue", "Hue"), Code::SharedSchemaName, message);
    assert_finds_nothing(&columns("Hue", "new_Hue"));
}

/// A table with one relationship on each of the columns, which does `effect` on `action`.
fn cascades(table: &str, columns: &[&str], action: &str, effect: &str) -> String {
    let mut yaml = format!("LogicalName: {table}\nManyToOneRelationships:\n");
    for column in columns {
        yaml.push_str(&format!(
            "- {{SchemaName: {column}_r, ReferencedEntity: paint, ReferencingAttribute: {column}, \
             CascadeConfiguration: {{{action}: {effect}}}}}\n"
        ));
    }
    yaml
}

#[test]
fn cascades_are_those_of_the_documentation() {
    let finding = findings(&cascades("color", &["a"], "Assign", "Restrict")).remove(0);
    assert_eq!((finding.code, finding.message.as_str()), (Code::UnusualCascade, "`a_r`: Assign is Restrict"));
    assert_eq!(finding.help.unwrap(), "Assign can be `NoCascade`, `Cascade`, `Active` and `UserOwned`");
    assert_finds(&cascades("color", &["a"], "Delete", "UserOwned"), Code::UnusualCascade, "`a_r`: Delete is UserOwned");
    assert_finds(&cascades("color", &["a"], "Merge", "RemoveLink"), Code::UnusualCascade, "`a_r`: Merge is RemoveLink");
    for (action, effect) in
        [("Delete", "NoCascade"), ("Delete", "Restrict"), ("Archive", "RemoveLink"), ("Share", "Active")]
    {
        assert_finds_nothing(&cascades("color", &["a"], action, effect));
    }
}

#[test]
fn a_custom_table_has_one_parent() {
    let two = ["a", "b"];
    let message = "`new_color` has parents through `a` and `b`";
    assert_finds(&cascades("new_color", &two, "Share", "UserOwned"), Code::SeveralParents, message);
    assert_finds(&cascades("new_color", &two, "Delete", "Cascade"), Code::SeveralParents, message);
    assert_finds_nothing(&cascades("new_color", &two, "Delete", "RemoveLink"));
    assert_finds_nothing(&cascades("new_color", &two, "Merge", "Cascade"));
    assert_finds_nothing(&cascades("new_color", &["a"], "Delete", "Cascade"));
    assert_finds_nothing(&cascades("color", &two, "Delete", "Cascade"));
    assert_finds_nothing(&cascades("new_color", &["a", "regardingobjectid"], "Delete", "Cascade"));
}

#[test]
fn a_name_is_that_of_one_relationship() {
    let tables = |referenced: &str| {
        format!(
            "
Tables:
- LogicalName: color
  ManyToOneRelationships: [{{SchemaName: r, ReferencedEntity: {referenced}}}]
- LogicalName: paint
  OneToManyRelationships: [{{SchemaName: r, ReferencingEntity: color}}]
"
        )
    };
    let message = "`r` points from `color` to `paint` in one place and from `color` to `wall` in another";
    assert_finds(&tables("wall"), Code::SharedRelationshipName, message);
    assert_finds_nothing(&tables("paint"));
}

#[test]
fn deprecated_tables_are_named() {
    let table = |key: &str, text: &str| format!("LogicalName: color\n{key}: '{text}'\n");
    assert_finds(&table("DisplayName", "Color (Deprecated)"), Code::DeprecatedTable, "`color` is deprecated");
    assert_finds(&table("Description", "This table is deprecated."), Code::DeprecatedTable, "`color` is deprecated");
    assert_finds_nothing(&table("Description", "Undeprecated since 2020."));
}

#[test]
fn resolving_checks() {
    let mut sources = Sources::default();
    sources.add("color.md", "# Color (Deprecated) (new_Color) table/entity reference\n\n## Properties\n");
    let mut diagnostics = Diagnostics::default();
    let documents = parse_in(&sources, None, &mut diagnostics);
    resolve(documents, &mut diagnostics);
    assert_eq!(diagnostics.into_iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::DeprecatedTable]);
}

#[test]
fn names_in_addresses_are_identifiers() {
    let table = |set: &str, column: &str, message: &str, parameter: &str, property: &str| {
        format!(
            "
LogicalName: color
EntitySetName: {set:?}
Attributes: [{{LogicalName: {column:?}}}]
Messages: [{{Name: {message:?}, Parameters: [{{Name: {parameter:?}}}]}}]
OneToManyRelationships:
- {{SchemaName: r, ReferencingEntity: paint, ReferencedEntityNavigationPropertyName: {property:?}}}
"
        )
    };
    assert_finds_nothing(&table("colors", "new_Größe", "Contoso.Mix", "To", "r1"));
    let bad = "a(1)/x?$filter=b#";
    let found = findings(&table(bad, "a eq 1 or b", "new_Go/../WhoAmI", "A)?x=1&", "r/$ref"));
    let found: Vec<_> = found.iter().map(|finding| (finding.code, finding.message.as_str())).collect();
    let expected = [
        "the entity set \"a(1)/x?$filter=b#\" cannot stand in an address",
        "the column \"a eq 1 or b\" cannot stand in an address",
        "the message \"new_Go/../WhoAmI\" cannot stand in an address",
        "the parameter \"A)?x=1&\" cannot stand in an address",
        "the navigation property \"r/$ref\" cannot stand in an address",
    ];
    assert_eq!(found, expected.map(|message| (Code::NotAnIdentifier, message)));

    let web_api = |id: &str, property: &str, message: &str, parameter: &str, of: &str| {
        format!(
            "
Tables: [{{LogicalName: color, PrimaryIdAttribute: {id:?}, Attributes: [{{LogicalName: a, PropertyName: {property:?}}}]}}]
Messages: [{{Name: {message:?}, Kind: Function, Parameters: [{{Name: {parameter:?}, Type: Edm.String}}]}}]
EnumTypes: [{{Name: {of:?}, Members: [{{Name: Low, Value: 1}}]}}]
"
        )
    };
    let addresses = |text: &str| {
        let found = findings(text).into_iter().filter(|finding| finding.code == Code::NotAnIdentifier);
        found.map(|finding| finding.message).collect::<Vec<_>>()
    };
    assert_eq!(addresses(&web_api("a", "a1", "new_Go", "To", "new_Tide")), [""; 0]);
    assert_eq!(addresses(&web_api("a&b", "a,b", "new_Go#", "A=", "E'")).len(), 5);
}

#[test]
fn keys_have_columns_that_can_name_rows() {
    let table = |columns: &str| {
        format!(
            "
LogicalName: color
EntitySetName: colors
PrimaryIdAttribute: colorid
Attributes:
- {{LogicalName: colorid, AttributeType: Uniqueidentifier}}
- {{LogicalName: code, AttributeType: String}}
- {{LogicalName: hue, AttributeType: Picklist}}
- {{LogicalName: price, AttributeType: Money}}
- {{LogicalName: note}}
Keys: [{{LogicalName: by, KeyAttributes: [{columns}]}}]
"
        )
    };
    assert_finds_nothing(&table("code, hue"));
    assert_finds_nothing(&table("colorid, code"));
    for (columns, problem) in [
        ("code, price", "no key has a column of the type Money, as `price` is"),
        ("note", "the type of its column `note` is unknown"),
        ("", "it has no columns"),
    ] {
        assert_finds(&table(columns), Code::UnusableKey, &format!("no row can be named by the key `by`: {problem}"));
    }
    assert_suggests(&table("cod"), Code::UnknownColumn, "the key `by` names the column `cod`", "did you mean `code`?");
    let of_an_organization =
        table("cod").replace("LogicalName: color\n", "LogicalName: color\nProvenance: Organization\n");
    let found = findings(&of_an_organization);
    assert!(found.iter().any(|finding| finding.code == Code::UnusableKey), "{found:?}");
    assert!(found.iter().all(|finding| finding.code != Code::UnknownColumn), "{found:?}");
}

/// A table of one's own beside another, with facts, a lookup's targets and a relationship.
fn rental(facts: &str, relationship: &str) -> String {
    format!(
        "
Tables:
- LogicalName: account
  Provenance: Page
- LogicalName: new_rental
  PrimaryIdAttribute: new_rentalid
  Attributes:
  - {{LogicalName: new_rentalid, AttributeType: Uniqueidentifier}}
  - {{LogicalName: new_customerid, AttributeType: Lookup, Targets: [account]}}
  ManyToOneRelationships:
  - {{SchemaName: new_a_r, ReferencingEntityNavigationPropertyName: new_CustomerId, {relationship}}}
  {facts}
"
    )
}

#[test]
fn a_table_of_ones_own_has_an_entity_set_name() {
    let relationship = "ReferencedEntity: account, ReferencingAttribute: new_customerid";
    assert_finds(&rental("", relationship), Code::NoEntitySet, "`new_rental` has no `EntitySetName`");
    assert_finds_nothing(&rental("EntitySetName: new_rentals", relationship));
    // An organization need not have been asked for it.
    assert_finds_nothing(&rental("Provenance: Organization", relationship));
}

#[test]
fn relationships_of_ones_own_are_between_columns_and_tables_that_are_there() {
    let found = |relationship: &str| rental("EntitySetName: new_rentals", relationship);
    let column = found("ReferencedEntity: account, ReferencingAttribute: new_custmerid");
    let message = "the relationship `new_a_r` names the column `new_custmerid`, which `new_rental` does not have";
    let all = findings(&column);
    let finding = all.iter().find(|finding| finding.code == Code::UnknownColumn).unwrap();
    assert_eq!((&*finding.message, finding.help.as_deref()), (message, Some("did you mean `new_customerid`?")));
    let table = found("ReferencedEntity: acount, ReferencingAttribute: new_customerid");
    assert_suggests(&table, Code::UnknownTarget, "no table is called `acount`", "did you mean `account`?");
    // A table that is not among the inputs, and none that is called nearly so.
    assert_finds_nothing(&found("ReferencedEntity: contoso_ship, ReferencingAttribute: new_customerid"));
    // A page speaks of the other table.
    let page =
        "\n- {LogicalName: page, Provenance: Page, Attributes: [{LogicalName: a, Type: Lookup, Targets: [acount]}]}";
    assert_finds_nothing(&format!("{}{page}", table.trim_end()));
}

#[test]
fn a_misspelled_primary_column_is_told_which_one_is_meant() {
    let columns = "LogicalName: new_rental\nEntitySetName: new_rentals\nPrimaryIdAttribute: new_rentlid\n\
                   Attributes: [{LogicalName: new_rentalid, AttributeType: Uniqueidentifier}]\n";
    let message = "`PrimaryIdAttribute` of `new_rental` is `new_rentlid`, which is not a column";
    assert_suggests(columns, Code::MissingPrimaryColumn, message, "did you mean `new_rentalid`?");
}
