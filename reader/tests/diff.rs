//! Differences between two versions: what counts as a change, and how bad it is.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use earlybound_reader::diagnostic::Diagnostics;
use earlybound_reader::diff::{Change, Severity, diff};
use earlybound_reader::model::Schema;
use earlybound_reader::parse::parse_in;
use earlybound_reader::resolve::resolve;
use earlybound_reader::source::Sources;

fn schema(files: &[(&str, &str)]) -> Schema {
    let mut sources = Sources::default();
    for (name, text) in files {
        sources.add(*name, *text);
    }
    let mut diagnostics = Diagnostics::default();
    resolve(parse_in(&sources, None, &mut diagnostics), &mut diagnostics)
}

fn of(old: &str, new: &str) -> Vec<Change> {
    diff(&schema(&[("color.table.yaml", old)]), &schema(&[("color.table.yaml", new)]))
}

/// Changes in short: severity, kind, item, old and new value.
fn short(changes: &[Change]) -> Vec<String> {
    let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
    let line = |change: &Change| {
        let Change { severity, kind, item, old, new, .. } = change;
        format!("{severity} {kind} {item} {} {}", value(old), value(new))
    };
    changes.iter().map(line).collect()
}

/// The change of one line of a column, in short.
fn column(old: &str, new: &str) -> Vec<String> {
    // The second column states all that the first may leave out.
    let other = "LogicalName: other, AttributeType: String, MaxLength: 1, DisplayName: x, Description: x";
    let table = |facts: &str| {
        format!("LogicalName: color\nAttributes:\n  - {{ LogicalName: tone, {facts} }}\n  - {{ {other} }}\n")
    };
    short(&of(&table(old), &table(new)))
}

#[test]
fn a_limit_that_shrinks_breaks() {
    let text = |length: &str| format!("AttributeType: String{length}");
    let of = |old, new| column(&text(old), &text(new));
    assert_eq!(of(", MaxLength: 100", ", MaxLength: 99"), ["breaking ColumnChanged tone.MaxLength 100 99"]);
    assert_eq!(of(", MaxLength: 9", ", MaxLength: 100"), ["additive ColumnChanged tone.MaxLength 9 100"]);
    assert_eq!(of("", ", MaxLength: 100"), ["breaking ColumnChanged tone.MaxLength - 100"]);
    assert_eq!(of(", MaxLength: 100", ""), ["additive ColumnChanged tone.MaxLength 100 -"]);
    let number = |limit: &str| format!("AttributeType: Decimal, {limit}");
    let of = |old, new| column(&number(old), &number(new));
    assert_eq!(of("MinValue: -9.5", "MinValue: -10"), ["additive ColumnChanged tone.MinValue -9.5 -10"]);
    assert_eq!(of("MinValue: -10", "MinValue: -9.5"), ["breaking ColumnChanged tone.MinValue -10 -9.5"]);
    assert_eq!(of("MaxValue: 1E+3", "MaxValue: 1000"), [""; 0]);
}

#[test]
fn facts_of_a_column_have_their_severity() {
    for (old, new, change) in [
        ("AttributeType: String", "AttributeType: Memo", "breaking ColumnChanged tone.AttributeType String Memo"),
        (
            "AttributeType: String, RequiredLevel: ApplicationRequired",
            "AttributeType: String, RequiredLevel: SystemRequired",
            "breaking ColumnChanged tone.RequiredLevel ApplicationRequired SystemRequired",
        ),
        (
            "AttributeType: String, RequiredLevel: SystemRequired",
            "AttributeType: String, RequiredLevel: None",
            "additive ColumnChanged tone.RequiredLevel SystemRequired None",
        ),
        (
            "AttributeType: String, RequiredLevel: None",
            "AttributeType: String, RequiredLevel: ApplicationRequired",
            "behavioural ColumnChanged tone.RequiredLevel None ApplicationRequired",
        ),
        (
            "AttributeType: String, IsValidForUpdate: true",
            "AttributeType: String, IsValidForUpdate: false",
            "breaking ColumnChanged tone.IsValidForUpdate True False",
        ),
        (
            "AttributeType: Boolean, DefaultValue: false",
            "AttributeType: Boolean, DefaultValue: true",
            "behavioural ColumnChanged tone.DefaultValue False True",
        ),
        (
            "AttributeType: DateTime, DateTimeBehavior: UserLocal",
            "AttributeType: DateTime, DateTimeBehavior: DateOnly",
            "breaking ColumnChanged tone.DateTimeBehavior UserLocal DateOnly",
        ),
        (
            "AttributeType: String, DisplayName: Tone",
            "AttributeType: String, DisplayName: Shade",
            "text ColumnChanged tone.DisplayName Tone Shade",
        ),
        (
            "AttributeType: String, PropertyName: tone",
            "AttributeType: String, PropertyName: Tone",
            "breaking ColumnChanged tone.PropertyName tone Tone",
        ),
    ] {
        assert_eq!(column(old, new), [change], "{old} -> {new}");
    }
}

#[test]
fn options_are_told_by_value() {
    let options = |options: &str| {
        format!(
            "LogicalName: color\nAttributes:\n- LogicalName: tone\n  AttributeType: Status\n  OptionSet:\n    Options: [{options}]\n"
        )
    };
    let old = options("{ Value: 1, Label: Light, State: 0 }, { Value: 2, Label: Dark, State: 0 }");
    let new = options("{ Value: 1, Label: Bright, State: 1 }, { Value: 3, Label: Dark, State: 0 }");
    let expected = [
        "breaking OptionRemoved tone=2 Dark -",
        "behavioural OptionChanged tone=1 State: 0 State: 1",
        "additive OptionAdded tone=3 - Dark",
        "text OptionChanged tone=1 Light Bright",
    ];
    assert_eq!(short(&of(&old, &new)), expected);
}

#[test]
fn targets_keys_and_messages_come_and_go() {
    let old = "
LogicalName: color
PrimaryIdAttribute: colorid
Attributes:
- { LogicalName: one, AttributeType: Lookup, Targets: [account] }
- { LogicalName: more, AttributeType: Lookup, Targets: [account, contact] }
Keys:
- { LogicalName: bytone, KeyAttributes: [one] }
Messages:
- { Name: Mix, Kind: Action, Parameters: [{ Name: With, Type: Guid }] }
- { Name: Dry, Kind: Action }
";
    let new = "
LogicalName: color
PrimaryIdAttribute: colorid
Attributes:
- { LogicalName: one, AttributeType: Lookup, Targets: [account, lead] }
- { LogicalName: more, AttributeType: Lookup, Targets: [contact, lead] }
Keys:
- { LogicalName: bytone, KeyAttributes: [one, more] }
Messages:
- { Name: Mix, Kind: Action, Parameters: [{ Name: With, Type: Guid }, { Name: Share, Type: Integer, Optional: true }] }
- { Name: Fade, Kind: Action }
";
    let expected = [
        "additive ParameterAdded Mix.Share - Integer",
        "breaking TargetAdded one - lead",
        "breaking TargetRemoved more account -",
        "breaking KeyRemoved bytone one -",
        "breaking MessageRemoved Dry Action -",
        "additive TargetAdded more - lead",
        "additive KeyAdded bytone - one, more",
        "additive MessageAdded Fade - Action",
    ];
    assert_eq!(short(&of(old, new)), expected);
}

#[test]
fn what_changed_within_a_relationship_is_told_once() {
    let side = |cascade: &str, menu: &str| {
        format!(
            "SchemaName: color_paints, ReferencedEntity: color, ReferencingEntity: paint, ReferencingAttribute: colorid, \
             CascadeConfiguration: {{ {cascade} }}, AssociatedMenuConfiguration: {{ {menu} }}"
        )
    };
    let tables = |side: &str| {
        format!(
            "Tables:\n- LogicalName: color\n  OneToManyRelationships: [{{ {side} }}]\n\
             - LogicalName: paint\n  ManyToOneRelationships: [{{ {side} }}]\n"
        )
    };
    let old = tables(&side("Delete: RemoveLink, Assign: NoCascade", "Behavior: DoNotDisplay, Order: 1"));
    let new = tables(&side("Delete: Cascade, Assign: NoCascade", "Behavior: UseLabel, Order: 1"));
    let changes = of(&old, &new);
    let expected = [
        "behavioural CascadeChanged color_paints.Delete RemoveLink Cascade",
        "text RelationshipChanged color_paints.AssociatedMenuConfiguration Behavior: DoNotDisplay Behavior: UseLabel",
    ];
    assert_eq!(short(&changes), expected);
    assert!(changes.iter().all(|change| change.table == "color"));
}

#[test]
fn a_relationship_comes_and_goes_with_both_tables() {
    let tables = |name: &str| {
        format!(
            "Tables:\n- LogicalName: color\n- LogicalName: paint\n  ManyToOneRelationships: [{{ SchemaName: {name}, \
             ReferencedEntity: color, ReferencingEntity: paint, ReferencingAttribute: colorid }}, {{ SchemaName: kept, \
             ReferencedEntity: color, ReferencingEntity: paint, ReferencingAttribute: colorid }}]\n"
        )
    };
    let changes = of(&tables("before"), &tables("after"));
    let told: Vec<_> = changes.iter().map(|change| (change.table.as_str(), change.item.as_str())).collect();
    assert_eq!(told, [("color", "before"), ("color", "after"), ("paint", "before"), ("paint", "after")]);
}

/// Two columns, as pages of 2019 and as those of 2024 say it.
const OLD_PAGE: &str = "# Color Entity Reference\n\n## Entity Properties\n\n|Property|Value|\n|--------|-----|\n\
    |EntitySetName|colors|\n|IsBPFEntity|False|\n|LogicalName|color|\n|OwnershipType|UserOwned|\n\n\
    ## Writable attributes\n\n### <a name=\"BKMK_Tone\"></a> Tone\n\n|Property|Value|\n|--------|-----|\n\
    |DisplayName|Tone|\n|IsValidForForm|True|\n|IsValidForRead|True|\n|IsValidForUpdate|False|\n|LogicalName|tone|\n|MaxLength|20|\n\
    |RequiredLevel|None|\n|Type|String|\n";
const NEW_PAGE: &str = "# Color table/entity reference (Contoso)\n\n## Properties\n\n|Property|Value|\n|---|---|\n\
    | **EntitySetName** | `colors`|\n| **LogicalName** | `color` |\n| **TableType** | `Standard` |\n| **OwnershipType** | `UserOwned` |\n\n\
    ## Writable columns/attributes\n\n### <a name=\"BKMK_Tone\"></a> Tone\n\n|Property|Value|\n|---|---|\n\
    |DisplayName|**Tone**|\n|IsValidForForm|True|\n|IsValidForRead|True|\n|LogicalName|`tone`|\n|RequiredLevel|None|\n\
    |Type|String|\n|Format|Text|\n|MaxLength|20|\n";

#[test]
fn what_a_layout_has_no_row_for_did_not_change() {
    let (old, new) = (schema(&[("color.md", OLD_PAGE)]), schema(&[("color.md", NEW_PAGE)]));
    assert_eq!(short(&diff(&old, &new)), [""; 0]);
    assert_eq!(short(&diff(&new, &old)), [""; 0]);
}

#[test]
fn additions_alone_take_nothing_away() {
    const MORE: &str = "# Color table/entity reference (Contoso Sales)\n\n> [!NOTE]\n> The Contoso Sales Color table \
        extends the [Contoso Color table](/entities/color).\n\n## Writable columns/attributes\n\n\
        ### <a name=\"BKMK_Depth\"></a> Depth\n\n|Property|Value|\n|---|---|\n|LogicalName|`depth`|\n|Type|String|\n";
    let (old, new) = (schema(&[("color.md", NEW_PAGE)]), schema(&[("color.md", MORE)]));
    assert_eq!(short(&diff(&old, &new)), ["additive ColumnAdded depth - String"]);
    assert_eq!(short(&diff(&new, &old)), ["breaking ColumnRemoved depth String -"]);
}

#[test]
fn tables_come_and_go_with_all_that_is_theirs() {
    let old = "Tables:\n- LogicalName: color\n  Attributes: [{ LogicalName: tone }]\n- LogicalName: kept\n";
    let new = "Tables:\n- LogicalName: kept\n- LogicalName: shape\n  Attributes: [{ LogicalName: sides }]\n";
    let expected = ["breaking TableRemoved color - -", "additive TableAdded shape - -"];
    assert_eq!(short(&of(old, new)), expected);
}

#[test]
fn what_is_the_same_has_no_changes_and_turning_round_turns_each_change() {
    let old = "LogicalName: color\nEntitySetName: a\nAttributes: [{ LogicalName: tone, AttributeType: String, MaxLength: 5 }]\n";
    let new = "LogicalName: color\nEntitySetName: b\nAttributes: [{ LogicalName: tone, AttributeType: String, MaxLength: 6 }]\n";
    assert!(of(old, old).is_empty());
    let there = of(old, new);
    let back = of(new, old);
    assert_eq!(there.len(), back.len());
    for change in &there {
        let turned = back.iter().find(|other| other.item == change.item).unwrap();
        assert_eq!((&change.old, &change.new), (&turned.new, &turned.old));
    }
    assert_eq!(there.iter().filter(|change| change.severity == Severity::Breaking).count(), 1);
}

/// The changes between two texts of messages and types, in short.
fn signatures(old: &str, new: &str) -> Vec<String> {
    short(&diff(&schema(&[("api.table.yaml", old)]), &schema(&[("api.table.yaml", new)])))
}

#[test]
fn what_a_message_takes_and_answers_is_told_part_by_part() {
    let message = |facts: &str, parameters: &str| {
        format!("Messages:\n  - {{ Name: Paint, Kind: Action, {facts} Parameters: [{parameters}] }}\n")
    };
    let of = |old: &str, new: &str| signatures(&message("", old), &message("", new));
    let (tone, coats) = ("{ Name: Tone, Type: Edm.String }", "{ Name: Coats, Type: Edm.Int32, Optional: true }");
    assert_eq!(of(tone, tone), [""; 0]);
    assert_eq!(of(tone, &format!("{tone}, {coats}")), ["additive ParameterAdded Paint.Coats - Edm.Int32"]);
    assert_eq!(of(coats, &format!("{coats}, {tone}")), ["breaking ParameterAdded Paint.Tone - Edm.String"]);
    assert_eq!(of(&format!("{tone}, {coats}"), tone), ["breaking ParameterRemoved Paint.Coats Edm.Int32 -"]);
    let number = "{ Name: Tone, Type: Edm.Int32 }";
    assert_eq!(of(tone, number), ["breaking ParameterChanged Paint.Tone.Type Edm.String Edm.Int32"]);
    // One that may be left out is passed by a method, so that both ways break code.
    let optional = "{ Name: Tone, Type: Edm.String, Optional: true }";
    assert_eq!(of(tone, optional), ["breaking ParameterChanged Paint.Tone.Optional False True"]);
    assert_eq!(of(optional, tone), ["breaking ParameterChanged Paint.Tone.Optional True False"]);
    let row = |table| format!("{{ Name: Tone, Type: EntityReference, Table: {table} }}");
    let changed = ["breaking ParameterChanged Paint.Tone.Table color shade"];
    assert_eq!(of(&row("color"), &row("shade")), changed);

    let of = |old: &str, new: &str| signatures(&message(old, tone), &message(new, tone));
    let bound = |tables: &[&str]| {
        let tables: Vec<String> = tables.iter().map(|it| format!("{{ Table: {it}, Binding: Entity }}")).collect();
        format!("BoundTo: [{}],", tables.join(", "))
    };
    let (one, two) = (bound(&["color"]), bound(&["color", "shade"]));
    assert_eq!(of(&one, &two), ["additive MessageChanged Paint.BoundTo color color, shade"]);
    assert_eq!(of(&two, &one), ["breaking MessageChanged Paint.BoundTo color, shade color"]);
    assert_eq!(of("", &one), ["breaking MessageChanged Paint.BoundTo - color"]);
    assert_eq!(
        of("Returns: Edm.Guid,", "Returns: Edm.String,"),
        ["breaking MessageChanged Paint.Returns Edm.Guid Edm.String"]
    );
    assert_eq!(of("", "Returns: Edm.Guid,"), ["breaking MessageChanged Paint.Returns - Edm.Guid"]);
    assert_eq!(of("Description: a,", "Description: b,"), ["text MessageChanged Paint.Description a b"]);
    assert_eq!(of("", "Description: b,"), [""; 0], "unknown is no change");

    let other = "Messages:\n  - { Name: Dry, Kind: Function, Parameters: [{ Name: Days, Type: Edm.Int32 }] }\n";
    let changes = signatures(&message("", tone), other);
    let gone = "breaking MessageRemoved Paint Action (Tone: Edm.String) -";
    assert_eq!(changes, [gone, "additive MessageAdded Dry - Function (Days: Edm.Int32)"]);
}

#[test]
fn types_of_messages_are_compared() {
    let complex = |properties: &str| format!("ComplexTypes:\n  - {{ Name: Coat, Properties: [{properties}] }}\n");
    let of = |old: &str, new: &str| signatures(&complex(old), &complex(new));
    let (tone, dry) = ("{ Name: Tone, Type: Edm.String }", "{ Name: Dry, Type: Edm.Boolean }");
    assert_eq!(of(tone, &format!("{tone}, {dry}")), ["additive PropertyAdded Coat.Dry - Edm.Boolean"]);
    assert_eq!(of(&format!("{tone}, {dry}"), tone), ["breaking PropertyRemoved Coat.Dry Edm.Boolean -"]);
    let number = "{ Name: Tone, Type: Edm.Int32 }";
    assert_eq!(of(tone, number), ["breaking PropertyChanged Coat.Tone.Type Edm.String Edm.Int32"]);

    let members = |members: &str| format!("EnumTypes:\n  - {{ Name: Gloss, Members: [{members}] }}\n");
    let of = |old: &str, new: &str| signatures(&members(old), &members(new));
    let (matt, silk) = ("{ Name: Matt, Value: 0 }", "{ Name: Silk, Value: 1 }");
    assert_eq!(of(matt, &format!("{matt}, {silk}")), ["additive MemberAdded Gloss.Silk - 1"]);
    assert_eq!(of(&format!("{matt}, {silk}"), matt), ["breaking MemberRemoved Gloss.Silk 1 -"]);
    assert_eq!(of(silk, "{ Name: Silk, Value: 2 }"), ["behavioural MemberChanged Gloss.Silk.Value 1 2"]);

    let both = |text: &str| format!("{}{}", complex(tone), text);
    assert_eq!(signatures(&complex(tone), &both(&members(matt))), [""; 0], "one side says nothing of enums");
    let two = format!("{}  - {{ Name: Sand, Members: [{matt}] }}\n", members(matt));
    assert_eq!(signatures(&members(matt), &two), ["additive TypeAdded Sand - Matt"]);
}

#[test]
fn a_signature_is_told_once_and_not_for_each_table() {
    let tables = "Tables:\n  - { LogicalName: color, Messages: [{ Name: Paint }] }\n  - { LogicalName: shade, Messages: [{ Name: Paint }] }\n";
    let with = |kind: &str| format!("{tables}Messages:\n  - {{ Name: Paint, Kind: {kind}, Parameters: [] }}\n");
    assert_eq!(signatures(&with("Action"), &with("Function")), ["breaking MessageChanged Paint.Kind Action Function"]);
}
