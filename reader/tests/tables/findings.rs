//! Findings about table documents, from reading to merging.

use earlybound_reader::diagnostic::{Code, Diagnostics};
use earlybound_reader::parse::parse;
use earlybound_reader::resolve::resolve;
use earlybound_reader::source::Sources;

use crate::{PAGE, read, tables};

/// Returns the findings about documents, from reading to merging, with the help; but for the id column that [`PAGE`]
/// lacks.
fn said(files: &[(&str, &str)]) -> Vec<String> {
    let mut sources = Sources::default();
    for (name, text) in files {
        sources.add(*name, *text);
    }
    let mut diagnostics = Diagnostics::default();
    let documents = parse(&sources, &mut diagnostics);
    resolve(documents, &mut diagnostics);
    diagnostics.sort();
    let wanted = diagnostics.iter().filter(|finding| finding.code.as_str() != "EB0206");
    let placed = wanted.filter_map(|finding| Some((finding, finding.origin?)));
    let show = placed.map(|(finding, origin)| {
        let (line, column) = sources.get(origin.source).unwrap().line_column(origin.span.start);
        let help = finding.help.as_deref().unwrap_or_default();
        format!("{} {line}:{column} {} ({help})", finding.code.as_str(), finding.message)
    });
    show.collect()
}

/// Returns the findings about an overlay on the table of [`PAGE`].
fn overlay(lines: &str) -> Vec<String> {
    said(&[("color.md", PAGE), ("color.table.yaml", &format!("LogicalName: color\n{lines}"))])
}

#[test]
fn an_overlay_that_changes_nothing_is_reported() {
    let lines = "Attributes:\n- { LogicalName: tones, Omit: true }\n- LogicalName: ton\n- { LogicalName: tone, Omit: true }\n\
        Messages: [{ Name: Pant, Omit: true }, { Name: Paint, Omit: true }]\nManyToOneRelationships: [{ SchemaName: a_b, Omit: true }]\n";
    let expected = [
        "EB0213 3:18 the column `tones` is left out, and no page has it (did you mean `tone`?)",
        "EB0214 4:16 the column `ton` has no type, and no page has it (did you mean `tone`? A column of your own needs an `AttributeType`)",
        "EB0213 6:20 the message `Pant` is left out, and no page has it (did you mean `Paint`?)",
        "EB0213 7:40 the relationship `a_b` is left out, and no page has it ()",
    ];
    assert_eq!(overlay(lines), expected);
    let untied = overlay(
        "ManyToOneRelationships: [{ SchemaName: color_parnet, ReferencingEntityNavigationPropertyName: parent }]\n\
         OneToManyRelationships: [{ SchemaName: own, ReferencingEntity: paint, ReferencingAttribute: colorid }]\n",
    );
    assert_eq!(untied.len(), 1, "{untied:?}");
    assert!(untied[0].starts_with("EB0213 2:40 no page has the relationship `color_parnet`"), "{untied:?}");
    let typo = ("typo.table.yaml", "LogicalName: colour\nAttributes: [{ LogicalName: tone, Omit: true }]\n");
    assert_eq!(said(&[("color.md", PAGE), typo]), ["EB0213 1:14 no page describes `colour` (did you mean `color`?)"]);
    let own = ("own.table.yaml", "LogicalName: colour\nEntitySetName: colours\nPrimaryIdAttribute: id\n");
    assert_eq!(said(&[("color.md", PAGE), own]), [""; 0]);
}

#[test]
fn another_type_than_the_page_has_is_reported() {
    let lines = "Attributes: [{ LogicalName: tone, AttributeType: String }]\n";
    let found = overlay(lines);
    assert!(found[0].starts_with("EB0203 2:29 the column `tone` is Picklist on its page and String here"), "{found:?}");
    assert_eq!(overlay("Attributes: [{ LogicalName: tone, AttributeType: Picklist }]\n"), [""; 0]);
}

#[test]
fn what_stands_twice_in_a_document_is_reported() {
    let lines = "Attributes:\n- { LogicalName: new_a, AttributeType: String }\n- { LogicalName: new_a, AttributeType: Memo }\n\
        - { LogicalName: tone, OptionSet: { Options: [{ Value: 1 }, { Value: 1 }] } }\nMessages: [{ Name: Go }, { Name: Go }]\n\
        ManyToOneRelationships: [{ SchemaName: r, ReferencedEntity: a }, { SchemaName: r, ReferencedEntity: a }]\n";
    let expected = [
        "EB0109 4:18 two items for the column `new_a` ()",
        "EB0109 5:70 two items for the option of `tone` `1` ()",
        "EB0109 6:34 two items for the message `Go` ()",
        "EB0109 7:80 two items for the relationship `r` ()",
    ];
    assert_eq!(overlay(lines), expected);
}

#[test]
fn values_of_the_wrong_shape_are_reported() {
    for (lines, expected) in [
        ("Product: [a]", "EB0106 2:10 the value of `Product` is not a single value"),
        ("Extends: account", "EB0106 2:10 the value of `Extends` is not a map of `LogicalName`, `Product` and `Url`"),
        ("Extends: { LogicalName: color, Prodct: x }", "EB0105 2:32 unknown property `Prodct`"),
        ("AlsoExtends: [account]", "EB0106 2:15 not a map"),
        ("Date: { a: b }", "EB0106 2:7 the value of `Date` is not a single value"),
        ("Omit: perhaps", "EB0106 2:7 the value of `Omit` is not `True` or `False`"),
        ("Description:", "EB0106 2:1 `Description` is empty"),
        ("Attributes: [{ LogicalName: tone, OptionSet: hello }]", "EB0106 2:46 the value of `OptionSet` is not a map"),
        (
            "Attributes: [{ LogicalName: tone, Layer: foo }]",
            "EB0106 2:42 the value of `Layer` is not the number of a layer",
        ),
        (
            "Attributes: [{ LogicalName: tone, ChangedBy: bar }]",
            "EB0106 2:46 the value of `ChangedBy` is not a list of the numbers",
        ),
        ("Attributes: [{ LogicalName: tone, ChangesFrom: x }]", "EB0106 2:48 the value of `ChangesFrom` is not a map"),
        ("Attributes: [{ LogicalName: tone, Other: x }]", "EB0106 2:42 the value of `Other` is not a map"),
        ("Attributes: [{ LogicalName: tone, Targets: }]", "EB0106 2:35 `Targets` is empty"),
        (
            "Messages: [{ Name: Paint, WebApiLink: hello }]",
            "EB0106 2:39 the value of `WebApiLink` is not a map of `Text` and `Url`",
        ),
        (
            "ManyToOneRelationships: [{ SchemaName: r, CascadeConfiguration: x, ReferencedEntity: a }]",
            "EB0106 2:65 the value of `CascadeConfiguration` is not a map",
        ),
    ] {
        let found = overlay(lines);
        assert_eq!(found.len(), 1, "{lines}: {found:?}");
        assert!(found[0].starts_with(expected), "{lines}: {found:?}");
    }
}

/// Below a table, messages answer in parts, as custom APIs declare their answers; elsewhere in one type, as the service
/// declares its messages.
#[test]
fn an_answer_in_another_form_is_told_which_one_fits_where_it_stands() {
    let below = |returns: &str| overlay(&format!("Messages: [{{ Name: Paint, Returns: {returns} }}]\n"));
    assert_eq!(below("[{ Name: Seconds, Type: Integer }]"), [""; 0]);
    for one in ["Edm.Int32", "{ Type: Edm.Int32 }"] {
        let found = below(one);
        assert_eq!(found.len(), 1, "{one}: {found:?}");
        let parts =
            "EB0106 2:36 the value of `Returns` is not a list of parts, each `- { Name: …, Type: … }`: a single type";
        assert!(found[0].starts_with(parts), "{found:?}");
    }
    let elsewhere = |returns: &str| {
        said(&[("paint.yaml", &format!("Messages: [{{ Name: Paint, Kind: Action, Returns: {returns} }}]\n"))])
    };
    assert_eq!(elsewhere("Edm.Int32"), [""; 0]);
    let found = elsewhere("[{ Name: Seconds, Type: Edm.Int32 }]");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("EB0106 1:50 the value of `Returns` is not a type"), "{found:?}");
}

#[test]
fn misspelled_words_are_told_with_what_follows_from_them() {
    let text = "LogicalName: new_a\nEntitySetName: new_as\nPrimaryIdAttribute: new_aid\nLike: UserOwnd\n\
                ManyToOneRelationships:\n- SchemaName: b_a\n  ReferencedEntity: b\n  ReferencingAttribute: new_b\n  \
                CascadeConfiguration: { Delete: Restricts, Assign: 9 }\n";
    let expected = [
        "EB0106 4:7 the value of `Like` is not a kind of table (did you mean `UserOwned`?)",
        "EB0106 9:35 the value of `Delete` is not a cascade, by name or by number from 0 to 5 (did you mean `Restrict`?)",
        "EB0106 9:54 the value of `Assign` is not a cascade, by name or by number from 0 to 5 (the words for it are NoCascade, \
         Cascade, Active, UserOwned, RemoveLink, Restrict)",
    ];
    assert_eq!(said(&[("new_a.table.yaml", text)]), expected);
    let (_, _, shown) = read(&[("new_a.table.yaml", text)]);
    assert!(shown.contains("not used: the table has no standard columns"), "{shown}");
}

#[test]
fn words_and_names_are_reported_with_what_was_meant() {
    for (column, expected) in [
        ("LogicalName: new_a, AttributeType: Strng", "`AttributeType` is not a column type (did you mean `String`?)"),
        ("LogicalName: new_a, AttributeType: Uniqueidentifer", "(did you mean `Uniqueidentifier`?)"),
        ("LogicalName: tone, RequiredLevel: Sometimes", "(the words for it are "),
        (
            "LogicalName: tone, RustName: not valid name!",
            "not a name in Rust (letters, digits and `_`, no digit first)",
        ),
        ("LogicalName: tone, RustName: ToneOfIt", "names of fields are in snake_case (write `tone_of_it`)"),
        (
            "LogicalName: Tone",
            "the logical name `Tone` has upper-case letters (the name with its case kept is `SchemaName`)",
        ),
    ] {
        let found = overlay(&format!("Attributes: [{{ {column} }}]\n"));
        assert_eq!(found.len(), 1, "{column}: {found:?}");
        assert!(found[0].starts_with("EB0106 2:") && found[0].contains(expected), "{column}: {found:?}");
    }
    let (documents, _, _) =
        read(&[("color.table.yaml", "LogicalName: Color\nAttributes: [{ LogicalName: Tone, RustName: A }]\n")]);
    let column = &documents[0].attributes[0];
    assert_eq!((documents[0].table.logical_name.as_str(), column.logical_name.as_str()), ("color", "tone"));
    assert_eq!(column.rust_name, None);
}

#[test]
fn a_key_without_a_value_sets_back() {
    let page = PAGE.replace("|Type|Picklist|", "|Type|Picklist|\n|RequiredLevel|ApplicationRequired|");
    let lines = "LogicalName: color\nAttributes: [{ LogicalName: tone, RequiredLevel: null }]\n";
    let tone = |files: &[(&str, &str)]| tables(files).tables[0].attribute("tone").unwrap().required_level;
    assert!(tone(&[("color.md", &page)]).is_some());
    assert_eq!(tone(&[("color.md", &page), ("color.table.yaml", lines)]), None);
}

#[test]
fn what_is_not_yaml_is_reported_where_it_stops() {
    for (text, expected) in [
        (
            "LogicalName: color\nAttributes:\n- LogicalName: a\n  LogicalName: b\n",
            "EB0114 4:3 not YAML: duplicate key `LogicalName`",
        ),
        ("LogicalName: größe\nAttributes:\n  - a: b\n   - c: [\n", "EB0114 4:4 not YAML: "),
    ] {
        let found = said(&[("broken.yaml", text)]);
        assert!(found[0].starts_with(expected), "{found:?}");
        assert!(!found[0].contains(" at line ") && !found[0].contains("Options"), "{found:?}");
    }
}

#[test]
fn what_stands_beside_a_list_of_tables_is_reported() {
    let found = |name: &str, text: &str| {
        let mut sources = Sources::default();
        sources.add(name, text);
        let mut diagnostics = Diagnostics::default();
        let documents = parse(&sources, &mut diagnostics);
        let findings = diagnostics.into_iter().filter(|finding| finding.code == Code::UnknownKey);
        (documents.len(), findings.map(|finding| (finding.message, finding.help.unwrap())).collect::<Vec<_>>())
    };
    let expected = |key: &str, help: &str| (format!("unknown key `{key}` beside a list of tables"), help.to_owned());
    let yaml = "Tables: [{ LogicalName: a }]\nTabels: [{ LogicalName: b }]\nAttributes: []\nDiagnostics: []\n";
    let help = "put it into an item of the list";
    let both = vec![expected("Tabels", "did you mean `Tables`?"), expected("Attributes", help)];
    assert_eq!(found("a.table.yaml", yaml), (1, both));
    let json = r#"{"Attributes": [], "Tables": [{"LogicalName": "a"}]}"#;
    assert_eq!(found("a.table.json", json), (1, vec![expected("Attributes", help)]));
    assert_eq!(found("a.table.json", r#"{"$schema": "x", "tables": [{"LogicalName": "a"}]}"#), (1, vec![]));
}
