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
