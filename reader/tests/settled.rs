//! What is written once is read as the same, and written again is the same text.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use earlybound_reader::diagnostic::Diagnostics;
use earlybound_reader::diff::diff;
use earlybound_reader::model::Schema;
use earlybound_reader::parse::parse_in;
use earlybound_reader::render::{RenderOptions, document_of, render};
use earlybound_reader::resolve::resolve;
use earlybound_reader::source::Sources;

/// Reads a text: what it says, and the codes of the findings.
fn read(name: &str, text: &str) -> (Schema, Vec<&'static str>) {
    let mut sources = Sources::default();
    sources.add(name, text);
    let mut diagnostics = Diagnostics::default();
    let schema = resolve(parse_in(&sources, None, &mut diagnostics), &mut diagnostics);
    (schema, diagnostics.into_iter().map(|finding| finding.code.as_str()).collect())
}

fn page_of(schema: &Schema) -> String {
    render(&document_of(&schema.tables[0]), &RenderOptions::default())
}

/// Writes a table document as a page, which reading and writing leave as it is.
#[track_caller]
fn settled(document: &str) -> String {
    let page = page_of(&read("tables.json", document).0);
    assert_eq!(page_of(&read("page.md", &page).0), page, "{document}");
    page
}

#[test]
fn names_with_nothing_to_see() {
    for name in ["\\u2028", "\\u00a0", "\\u3000", "\\u2003", "\\u0000 "] {
        let page = settled(&format!(
            r#"{{"LogicalName":"new_color","PrimaryIdAttribute":"new_colorid","SchemaName":"{name}","DisplayName":"{name}",
            "Description":"{name}","EntitySetName":"{name}","AddedBy":"{name}","Other":{{"{name}":"{name}"}},
            "Attributes":[{{"LogicalName":"new_hue","SchemaName":"{name}","DisplayName":"{name}","AttributeType":"String"}}]}}"#
        ));
        assert!(page.contains("\n# new_color table/entity reference\n"), "{page}");
        assert!(page.contains("\n### <a name=\"BKMK_new_hue\"></a> new_hue\n"), "{page}");
    }
}

#[test]
fn names_with_edges_and_control_characters() {
    for (name, seen) in
        [(" x ", "x"), ("x: ", "x:"), ("\\tx", "x"), ("x\\u000by", "x y"), ("x\\u0085y", "x y"), ("a\\r\\nb", "a  b")]
    {
        let page = settled(&format!(
            r#"{{"LogicalName":"new_color","PrimaryIdAttribute":"{name}","SchemaName":"{name}","DisplayName":"{name}",
            "Description":"{name}","AddedBy":"{name}","Product":"{name}",
            "Messages":[{{"Name":"{name}","Kind":"Action"}}],
            "Attributes":[{{"LogicalName":"new_hue","SchemaName":"{name}","DisplayName":"{name}","Description":"{name}",
            "AttributeType":"Picklist","ChangesFrom":{{"Product":"{name}","Url":"{name}"}},
            "OptionSet":{{"Name":"{name}","Options":[{{"Value":1,"Label":"{name}","InvariantName":"{name}"}}]}}}}],
            "ManyToOneRelationships":[{{"SchemaName":"{name}","ReferencedEntity":"{name}"}}],
            "ManyToManyRelationships":[{{"SchemaName":"{name}","Entity2LogicalName":"{name}"}}]}}"#
        ));
        assert!(page.contains(&format!("\n| **PrimaryIdAttribute** | `{seen}` |\n")), "{page}");
    }
}

#[test]
fn halves_of_requests() {
    let document = |name: &str, request: &str| {
        format!(
            r#"{{"LogicalName":"color","SchemaName":"Color","Messages":[{{"Name":"{name}","Kind":"Action",{request}}}]}}"#
        )
    };
    let page = settled(&document("é", r#""Path":"é""#));
    assert!(page.contains("|`é`|**é action**<br />é||"), "{page}");
    for path in
        ["é", "/colors", "${{evil}}", "/colors(${{evil}})", "/colors({colorid})", "/a({b})/c({d})", "a|b", "See x"]
    {
        settled(&document(path, &format!(r#""Path":"{path}""#)));
        settled(&document(path, &format!(r#""Path":"{path}","Method":"GET""#)));
    }
    settled(&document("A", r#""Method":"GET""#));
    let page = settled(&document("A", r#""Path":"/colors({colorid})","Method":"GET""#));
    assert!(page.contains("`GET` /colors(*colorid*)<br />"), "{page}");
}

#[test]
fn targets_that_are_no_names() {
    let document = |targets: &str| {
        format!(
            r#"{{"LogicalName":"color","SchemaName":"Color","PrimaryIdAttribute":"colorid",
            "Attributes":[{{"LogicalName":"new_a","SchemaName":"new_A","AttributeType":"Lookup","Targets":{targets}}}],
            "ManyToOneRelationships":[{{"SchemaName":"r","ReferencedEntity":",","ReferencingAttribute":"new_a"}}]}}"#
        )
    };
    for targets in [r#"[",","account"]"#, r#"["account"," "]"#, r#"["a,b","account"]"#] {
        let page = settled(&document(targets));
        assert!(page.contains("|Targets|account|"), "{page}");
        assert!(read("tables.json", &document(targets)).1.contains(&"EB0106"), "{targets}");
    }
    assert!(!read("tables.json", &document(r#"["account"]"#)).1.contains(&"EB0106"));
}

#[test]
fn targets_of_relationships_beside_those_of_the_column() {
    for (listed, led_to) in [("&amp;, account", "&amp;"), ("account", "contact"), ("\\|, account", "a\\|b"), ("", "a")]
    {
        let page = format!(
            "# Color table/entity reference\n\n## Properties\n\n|Property|Value|\n|---|---|\n|SchemaName|Color|\n\
             |LogicalName|color|\n\n## Writable columns/attributes\n\n### <a name=\"BKMK_A\"></a> A\n\n\
             |Property|Value|\n|---|---|\n|Type|Lookup|\n|Targets|{listed}|\n\n## Many-to-One relationships\n\n\
             ### <a name=\"BKMK_r\"></a> r\n\n|Property|Value|\n|---|---|\n|ReferencedEntity|`{led_to}`|\n\
             |ReferencingAttribute|a|\n"
        );
        let (schema, _) = read("page.md", &page);
        let model = serde_json::to_string(&schema).unwrap();
        let (again, _) = read("model.json", &model);
        assert_eq!(again.tables[0].attributes[0].targets, schema.tables[0].attributes[0].targets);
        assert!(diff(&schema, &again).is_empty(), "{listed}");
    }
}

/// Words that a form between here and there has a meaning for.
const WORDS: [&str; 9] = ["null", "~", "true", "12", "``", "****", "Null", "a (b) [c](d)", "](x)"];

#[test]
fn words_that_mean_nothing_elsewhere() {
    for word in WORDS {
        let page = settled(&format!(
            r#"{{"LogicalName":"new_color","SchemaName":"{word}","DisplayName":"{word}","AddedBy":"{word}",
            "PrimaryIdAttribute":"{word}","Other":{{"{word}":"{word}","x":"{word}"}},
            "Attributes":[{{"LogicalName":"{word}","SchemaName":"{word}","DisplayName":"{word}","Format":"{word}",
            "AttributeType":"Picklist","AddedBy":"{word}","Other":{{"{word}":"{word}"}},
            "OptionSet":{{"Name":"{word}","Options":[{{"Value":1,"Label":"{word}","InvariantName":"{word}"}}]}}}}],
            "ManyToOneRelationships":[{{"SchemaName":"{word}","AddedBy":"{word}","Other":{{"{word}":"{word}"}},
            "AssociatedMenuConfiguration":{{"Label":"{word}","QueryApi":"{word}","Other":{{"{word}":"{word}"}}}}}}]}}"#
        ));
        let again = &read("page.md", &page).0.tables[0];
        let column = &again.attributes[0];
        for added_by in [&again.table.added_by, &column.added_by, &again.many_to_one_relationships[0].added_by] {
            assert_eq!(added_by.as_deref(), Some(word));
        }
        for other in [&again.table.other, &column.other, &again.many_to_one_relationships[0].other] {
            assert_eq!(other.get(word).map(String::as_str), Some(word));
        }
    }
}

#[test]
fn changes_from_names_with_brackets() {
    for word in ["f(x)", "(", ")", "a) (b", "[a](b)", "](", "x (y) z", "((", "null"] {
        let changes = format!(r#""ChangesFrom":{{"Product":"{word}","Url":"{word}"}}"#);
        let page = settled(&format!(
            r#"{{"LogicalName":"color","SchemaName":"Color","DisplayName":"Color",
            "Extends":{{"LogicalName":"color","Product":"P","Url":"color.md"}},
            "Attributes":[{{"LogicalName":"a","SchemaName":"{word}",{changes}}}],
            "OneToManyRelationships":[{{"SchemaName":"{word}","Customized":true,{changes}}}],
            "ManyToManyRelationships":[{{"SchemaName":"{word}","Customized":true,{changes}}}]}}"#
        ));
        let (schema, findings) = read("page.md", &page);
        let table = &schema.tables[0];
        let one = &table.one_to_many_relationships[0].changes_from;
        for changes in [&table.attributes[0].changes_from, one, &table.many_to_many_relationships[0].changes_from] {
            assert_eq!(changes.as_ref().unwrap().product, word);
        }
        assert!(!findings.contains(&"EB0302"), "{findings:?}");
    }
}

#[test]
fn a_path_is_no_event() {
    let words = "Sent only by Dataverse itself.";
    for path in ["only by Dataverse", words, "/colors only by Dataverse", "only by Dataverse only by Dataverse"] {
        let page = settled(&format!(
            r#"{{"LogicalName":"color","SchemaName":"Color","Messages":[{{"Name":"A","Path":"{path}"}},
            {{"Name":"B","Other":{{"Web API Operation":"{path}","Event":"{path}","SDK":"{path}"}}}}]}}"#
        ));
        let table = &read("page.md", &page).0.tables[0];
        assert!(table.events.is_empty(), "{page}");
        assert_eq!(table.messages[0].other.get("Web API Operation").map(String::as_str), Some(path));
        assert_eq!(table.messages[1].other.len(), 3);
        assert!(table.messages[1].other.values().all(|part| part == path));
    }
    let page = settled(
        r#"{"LogicalName":"color","SchemaName":"Color","PrimaryIdAttribute":"colorid",
        "Events":[{"Name":"A","IsEventOnly":true,"Path":"only by Dataverse"}]}"#,
    );
    assert!(read("page.md", &page).0.tables[0].events[0].is_event_only);
}

#[test]
fn columns_of_requests_under_any_name() {
    for column in ["a", "a|b", "a`b", "`", "``", "*a*", "a_b", "&amp;", "<br />", "a\\\\b", "a and b", "[a](b)", "null"]
    {
        let page = settled(&format!(
            r#"{{"LogicalName":"color","SchemaName":"Color","Messages":[{{"Name":"A","Columns":["{column}","hue"],
            "WebApiLink":{{"Text":"Specialized update","Url":"x.md"}}}}]}}"#
        ));
        let message = &read("page.md", &page).0.tables[0].messages[0];
        assert_eq!(message.columns, [column.replace("\\\\", "\\"), "hue".to_owned()], "{page}");
    }
}
