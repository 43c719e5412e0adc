//! Table documents in YAML and JSON: one's own tables, overlays on the reference, and what a live organization answers.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

mod findings;

use earlybound_reader::diagnostic::{Code, Diagnostics, render_text};
use earlybound_reader::model::{Document, LayerId, Provenance, Schema, Section};
use earlybound_reader::parse::parse;
use earlybound_reader::resolve::resolve;
use earlybound_reader::source::Sources;
use earlybound_schema::cascade::{CascadeAction, CascadeType};
use earlybound_schema::{AttributeType, Binding, ParameterType};

fn read(files: &[(&str, &str)]) -> (Vec<Document>, Vec<String>, String) {
    let mut sources = Sources::default();
    for (name, text) in files {
        sources.add(*name, *text);
    }
    let mut diagnostics = Diagnostics::default();
    let documents = parse(&sources, &mut diagnostics);
    let findings = diagnostics.iter().map(|diagnostic| {
        let origin = diagnostic.origin.unwrap();
        let (line, column) = sources.get(origin.source).unwrap().line_column(origin.span.start);
        format!("{} {line}:{column}", diagnostic.code.as_str())
    });
    (documents, findings.collect(), render_text(&diagnostics, &sources, false))
}

/// Documents that give no finding.
fn clean(files: &[(&str, &str)]) -> Vec<Document> {
    let (documents, findings, text) = read(files);
    assert!(findings.is_empty(), "{text}");
    documents
}

fn tables(files: &[(&str, &str)]) -> Schema {
    resolve(clean(files), &mut Diagnostics::default())
}

const PAGE: &str = "# Color table/entity reference (Contoso)\n\n## Messages\n\n\
    | Name <br />Is Event? |Web API Operation |SDK for .NET |\n|---|---|---|\n|`Paint`<br />Event: False |**Paint action** ||\n\n\
    ## Properties\n\n|Property|Value|\n|---|---|\n|LogicalName|`color`|\n|EntitySetName|`colors`|\n|PrimaryIdAttribute|`colorid`|\n\n\
    ## Writable columns/attributes\n\n### <a name=\"BKMK_Tone\"></a> Tone\n\n|Property|Value|\n|---|---|\n|LogicalName|`tone`|\n|DisplayName|**Tone**|\n\
    |Type|Picklist|\n|DefaultFormValue|1|\n\n#### Tone Choices/Options\n\n|Value|Label|\n|---|---|\n|1|**Light**|\n|2|**Dark**|\n";

const OVERLAY: &str = "\
LogicalName: color
EntitySetName: colours
Attributes:
  - LogicalName: tone
    DisplayName: Shade
    DefaultFormValue: null
    RustName: shade
    OptionSet:
      Options:
        - { Value: 2, Label: Deep }
        - Value: 3
          Label: 'On: off'
  - SchemaName: new_Depth
    AttributeType: Decimal
    MinValue: 1E-12
    MaxValue: 922337203685477.5807
    IsValidForCreate: true
Messages:
  - Name: Paint
    Binding: Entity
    Parameters:
      - { Name: Coats, Type: Integer }
      - { Name: Note, Type: String, Optional: true }
    Returns:
      - { Name: Dry, Type: Boolean }
ManyToOneRelationships:
  - SchemaName: new_color_account
    ReferencedEntity: account
    ReferencingAttribute: new_accountid
    CascadeConfiguration: { Delete: Restrict, Assign: 1 }
";

#[test]
fn an_overlay_adds_and_replaces() {
    let schema = tables(&[("color.table.yaml", OVERLAY), ("color.md", PAGE)]);
    let table = &schema.tables[0];
    assert!(!table.partial);
    assert_eq!(table.layers.len(), 2);
    assert_eq!(table.table.entity_set_name.as_deref(), Some("colours"));

    let tone = table.attribute("tone").unwrap();
    assert_eq!((tone.display_name.as_deref(), tone.rust_name.as_deref()), (Some("Shade"), Some("shade")));
    assert_eq!((tone.default_form_value, tone.section), (None, Section::Writable));
    let labels: Vec<_> =
        tone.option_set.as_ref().unwrap().options.iter().map(|o| (o.value, o.label.as_deref())).collect();
    assert_eq!(labels, [(1, Some("Light")), (2, Some("Deep")), (3, Some("On: off"))]);

    let depth = table.attribute("new_depth").unwrap();
    assert_eq!(depth.min_value, "0.000000000001".parse().ok());
    assert_eq!(depth.max_value.unwrap().to_string(), "922337203685477.5807");

    let paint = &table.messages[0];
    assert_eq!(paint.binding, Some(Binding::Entity));
    assert_eq!(paint.parameters[1].parameter_type, Some(ParameterType::String));
    assert_eq!((paint.parameters[0].optional, paint.parameters[1].optional), (false, true));
    assert_eq!(paint.returns[0].name, "Dry");

    let cascades = table.many_to_one_relationships[0].cascade_configuration;
    assert_eq!(cascades.get(CascadeAction::Delete), Some(CascadeType::Restrict));
    assert_eq!(cascades.get(CascadeAction::Assign), Some(CascadeType::Cascade));
}

#[test]
fn an_overlay_leaves_out() {
    let overlay = "tables:\n- LogicalName: color\n  Attributes:\n  - { LogicalName: tone, Omit: true }\n- { LogicalName: gone, Omit: true }\n";
    let schema = tables(&[("own.table.yaml", overlay), ("color.md", PAGE)]);
    assert_eq!(schema.tables.len(), 1);
    assert!(schema.tables[0].attributes.is_empty());
}

#[test]
fn a_live_organization_speaks_the_same_language() {
    let answer = r##"{
      "@odata.context": "https://contoso.crm.dynamics.com/api/data/v9.2/$metadata#EntityDefinitions/$entity",
      "MetadataId": "70816501-edb9-4740-a16c-6a5efbc05d84", "LogicalName": "account", "SchemaName": "Account",
      "EntitySetName": "accounts", "PrimaryIdAttribute": "accountid", "OwnershipType": "UserOwned",
      "DisplayName": {"LocalizedLabels": [{"Label": "Firma"}], "UserLocalizedLabel": {"Label": "Company", "LanguageCode": 1033}},
      "Description": {"LocalizedLabels": [], "UserLocalizedLabel": null},
      "Attributes": [
        {"@odata.type": "#Microsoft.Dynamics.CRM.MultiSelectPicklistAttributeMetadata", "LogicalName": "new_tags", "SchemaName": "new_Tags",
         "AttributeType": "Virtual", "AttributeTypeName": {"Value": "MultiSelectPicklistType"}, "IsValidForCreate": true,
         "RequiredLevel": {"Value": "Recommended", "CanBeChanged": true}, "ColumnNumber": 7,
         "OptionSet": {"Name": "new_tags", "Options": [{"Value": 7, "Label": {"UserLocalizedLabel": {"Label": "Red"}}}]}},
        {"LogicalName": "versionnumber", "SchemaName": "VersionNumber", "AttributeType": "BigInt", "AttributeTypeName": {"Value": "BigIntType"},
         "IsValidForCreate": false, "IsValidForUpdate": false, "MaxValue": 9223372036854775807}],
      "OneToManyRelationships": [
        {"SchemaName": "account_tasks", "ReferencedEntity": "account", "ReferencingEntity": "task", "ReferencingAttribute": "regardingobjectid",
         "IsCustomizable": {"Value": true, "CanBeChanged": false}, "CascadeConfiguration": {"Assign": 1, "Delete": "Cascade", "Merge": 0},
         "AssociatedMenuConfiguration": {"Behavior": "UseCollectionName", "Group": "Details", "Label": {"LocalizedLabels": [], "UserLocalizedLabel": null}, "Order": null}}]
    }"##;
    let document = &clean(&[("account.json", answer)])[0];
    assert_eq!(document.table.display_name.as_deref(), Some("Company"));
    assert_eq!(document.table.description, None);
    let tags = &document.attributes[0];
    assert_eq!(tags.attribute_type, Some(AttributeType::MultiSelectPicklist));
    assert_eq!(tags.required_level.unwrap().as_str(), "Recommended");
    assert_eq!(tags.option_set.as_ref().unwrap().options[0].label.as_deref(), Some("Red"));
    assert_eq!(tags.other["ColumnNumber"], "7");
    assert_eq!(document.attributes[1].section, Section::ReadOnly);
    assert_eq!(document.attributes[1].max_value.unwrap().to_i64(), Some(i64::MAX));
    let relationship = &document.one_to_many_relationships[0];
    assert_eq!(relationship.is_customizable, Some(true));
    assert_eq!(relationship.cascade_configuration.get(CascadeAction::Assign), Some(CascadeType::Cascade));
    assert_eq!(relationship.cascade_configuration.get(CascadeAction::Merge), Some(CascadeType::NoCascade));
    let listed = format!(r#"{{"@odata.context": "x", "value": [{answer}, {answer}]}}"#);
    assert_eq!(clean(&[("all.json", &listed)]).len(), 2);
}

#[test]
fn what_is_misspelled_is_kept_and_reported() {
    let text = "LogicalName: color\nAttributes:\n- LogicalName: tone\n  MaxLenght: 3\n  RequiredLevel: Always\n  OptionSet: { Options: [{ Label: x }] }\n- 7\nMesages: []\n";
    let (documents, findings, text) = read(&[("color.table.yaml", text)]);
    assert_eq!(findings, ["EB0105 4:3", "EB0106 5:18", "EB0106 6:26", "EB0106 7:3", "EB0105 8:1"], "{text}");
    assert!(text.contains("did you mean `MaxLength`?") && text.contains("did you mean `Messages`?"), "{text}");
    assert_eq!(documents[0].attributes[0].other["RequiredLevel"], "Always");
}

#[test]
fn what_cannot_be_read_is_an_error() {
    let deep = "[".repeat(10_000);
    let nested = format!("LogicalName: {}1{}", "{a: ".repeat(100), "}".repeat(100));
    let laughs = "a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n\
        d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\nLogicalName: color\n";
    for text in ["LogicalName: [", "a: b: c", "7", "", &deep, &nested, laughs] {
        let (documents, findings, _) = read(&[("broken.yaml", text)]);
        assert!(documents.is_empty() && findings[0].starts_with("EB0114"), "{findings:?}");
    }
    assert_eq!(read(&[("nameless.yaml", "EntitySetName: colors\n")]).1, ["EB0103 1:1"]);
}

#[test]
fn what_the_model_prints_reads_back() {
    let original = clean(&[("color.md", PAGE), ("color.table.yaml", OVERLAY)]);
    for document in &original {
        let text = serde_yaml::to_string(document).unwrap();
        assert_eq!(clean(&[("again.yaml", &text)])[0], same(document), "{text}");
    }
    let Some(corpus) = std::env::var_os("EARLYBOUND_CORPUS") else {
        return skipped("EARLYBOUND_CORPUS names no folder of pages");
    };
    let sources = Sources::read(&[corpus], &mut Diagnostics::default());
    for document in parse(&sources, &mut Diagnostics::default()).iter().step_by(7) {
        let text = serde_yaml::to_string(document).unwrap();
        assert_eq!(clean(&[("again.yaml", &text)])[0], same(document), "{}", document.source);
        let text = serde_json::to_string(document).unwrap();
        assert_eq!(clean(&[("again.yaml", &text)])[0], same(document), "{}", document.source);
    }
}

#[test]
fn a_table_of_contents_is_understood_and_not_needed() {
    let mut sources = Sources::default();
    sources.add("entities/color.md", PAGE);
    let toc = "- name: About\n  href: ../about.md\n- name: Tables\n  items:\n  - name: Color\n    href: color.md\n  - { name: Tone, href: tone.md }\n  - { name: Hue, href: hue.md }\n";
    sources.add("entities/toc.yml", toc);
    sources.add("other/toc.yml", "- [");
    let mut diagnostics = Diagnostics::default();
    let entries = earlybound_reader::parse::contents(&sources, &mut diagnostics);
    let names: Vec<_> = entries.iter().map(|entry| (entry.name.as_str(), entry.logical_name.as_str())).collect();
    assert_eq!(names, [("Color", "color"), ("Tone", "tone"), ("Hue", "hue")]);
    let messages: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
    assert_eq!(messages[0], "2 pages that are listed are not there");
    assert!(messages[1].starts_with("the table of contents is not YAML"), "{messages:?}");
    assert_eq!(parse(&sources, &mut diagnostics).len(), 1);
}

/// The document as it is when it is read from a file of this test.
fn same(document: &Document) -> Document {
    Document { source: "again.yaml".into(), provenance: Provenance::Own, ..document.clone() }
}

/// Says so past the test runner, which keeps what tests print to itself.
fn skipped(why: &str) {
    use std::io::Write;
    _ = writeln!(std::io::stderr(), "skipped: {why}");
}

#[test]
fn a_layer_that_only_completes_an_item_does_not_change_it() {
    let base = "LogicalName: new_device\nPrimaryIdAttribute: new_deviceid\nAttributes:\n\
                - { LogicalName: new_name, AttributeType: String, MaxLength: 100 }\n\
                - { LogicalName: new_code, AttributeType: String, MaxLength: 100 }\n\
                ManyToOneRelationships:\n\
                - { SchemaName: kept, ReferencedEntity: account, ReferencingAttribute: new_a }\n\
                - { SchemaName: moved, ReferencedEntity: account, ReferencingAttribute: new_b }\n";
    let overlay = "LogicalName: new_device\nAttributes:\n\
                   - { LogicalName: new_name, DisplayName: Name, MaxLength: 100 }\n\
                   - { LogicalName: new_code, MaxLength: 20 }\n\
                   ManyToOneRelationships:\n\
                   - { SchemaName: kept, ReferencingEntityNavigationPropertyName: new_A }\n\
                   - { SchemaName: moved, ReferencingAttribute: new_c }\n";
    let schema = tables(&[("base.table.yaml", base), ("overlay.table.yaml", overlay)]);
    let table = &schema.tables[0];
    let columns: Vec<_> = table.attributes.iter().map(|it| (it.logical_name.as_str(), it.changed_by.len())).collect();
    assert_eq!(columns, [("new_code", 1), ("new_name", 0)]);
    let relationships = table.many_to_one_relationships.iter().map(|it| (it.schema_name.as_str(), it.changed_by.len()));
    assert_eq!(relationships.collect::<Vec<_>>(), [("kept", 0), ("moved", 1)]);
    let full: Vec<_> = table.layers.iter().map(|layer| layer.full).collect();
    assert_eq!(full, [true, false], "what does not describe the table is no whole layer of it");
}

#[test]
fn the_layer_of_a_table_is_read_again() {
    let read = |layers: &str| {
        let mut sources = Sources::default();
        sources.add("a.table.yaml", format!("LogicalName: a\nEntitySetName: as\nLayers: [{layers}]\n"));
        let mut diagnostics = Diagnostics::default();
        let documents = parse(&sources, &mut diagnostics);
        let codes: Vec<_> = diagnostics.into_iter().map(|finding| finding.code).collect();
        (documents[0].product.clone(), documents[0].date.clone(), codes)
    };
    let sales = "{ Product: Contoso Sales, Source: a.md, Date: 04/21/2024, Full: true }";
    let stated = (Some("Contoso Sales".to_owned()), Some("04/21/2024".to_owned()));
    assert_eq!(read(sales), (stated.0.clone(), stated.1.clone(), vec![]));
    assert_eq!(read(&format!("{sales}, {{ Product: Contoso Service }}")), (stated.0, stated.1, vec![]));
    assert_eq!(read("{ Product: A, Day: today }, 3").2, [Code::UnknownKey, Code::BadValue]);
}

#[test]
fn layers_that_a_table_does_not_list() {
    let mut sources = Sources::default();
    let document = "LogicalName: a\nEntitySetName: as\nLayers: [{ Source: a.md }]\nAttributes:\n\
                    - { LogicalName: b, AttributeType: String, Layer: 0 }\n\
                    - { LogicalName: c, AttributeType: String, Layer: 1, ChangedBy: [0, 7] }\n";
    sources.add("a.table.yaml", document);
    let mut diagnostics = Diagnostics::default();
    let document = parse(&sources, &mut diagnostics).remove(0);
    let lines: Vec<_> = diagnostics.iter().map(|finding| (finding.code, finding.origin.unwrap().span)).collect();
    assert_eq!(lines, [(Code::BadValue, document.attributes[1].origin.span)]);
    let layers: Vec<_> = document.attributes.iter().map(|column| (column.layer, column.changed_by.clone())).collect();
    assert_eq!(layers, [(Some(LayerId(0)), vec![]), (None, vec![LayerId(0)])]);
}

#[test]
fn a_written_table_and_a_document_on_top_of_it() {
    let written = "LogicalName: a\nLayers:\n- { Product: A, Source: a.md, Full: true }\n- { Product: B, Source: b.md }\n\
                   Attributes:\n- { LogicalName: b, AttributeType: String, MaxLength: 3, Layer: 0, ChangedBy: [1] }\n\
                   - { LogicalName: c, AttributeType: String, Layer: 1 }\n";
    let own = "LogicalName: a\nAttributes:\n- { LogicalName: b, MaxLength: 4 }\n\
               - { LogicalName: d, AttributeType: String }\n";
    let mut sources = Sources::default();
    sources.add("written.yaml", written);
    sources.add("a-own.yaml", own);
    let mut diagnostics = Diagnostics::default();
    let table = resolve(parse(&sources, &mut diagnostics), &mut diagnostics).tables.remove(0);
    assert_eq!(diagnostics.iter().map(|finding| &finding.message).collect::<Vec<_>>(), [""; 0]);
    assert!(!table.partial);
    let sources: Vec<_> = table.layers.iter().map(|layer| (layer.source.as_str(), layer.full)).collect();
    assert_eq!(sources, [("a.md", true), ("b.md", false), ("a-own.yaml", false)]);
    let layers: Vec<_> = table.attributes.iter().map(|column| (column.layer, column.changed_by.clone())).collect();
    let id = |layer| Some(LayerId(layer));
    assert_eq!(layers, [(id(0), vec![LayerId(1), LayerId(2)]), (id(1), vec![]), (id(2), vec![])]);
}

/// The kinds that a table of one's own can be like, with columns that the documentation lists for each of them.
#[test]
fn a_table_has_what_the_platform_gives_its_kind() {
    let schema = |like: &str, more: &str| {
        let mut sources = Sources::default();
        sources.add(
            "t.table.yaml",
            format!(
                "LogicalName: new_rental\nEntitySetName: new_rentals\nPrimaryIdAttribute: new_rentalid\nLike: {like}\n\
                 Attributes:\n- {{ SchemaName: new_RentalId, AttributeType: Uniqueidentifier }}\n{more}"
            ),
        );
        let mut diagnostics = Diagnostics::default();
        let schema = resolve(parse(&sources, &mut diagnostics), &mut diagnostics);
        let found: Vec<_> = diagnostics.into_iter().filter(|finding| finding.code != Code::MissingTables).collect();
        assert!(found.is_empty(), "{found:?}");
        schema
    };
    for (like, columns, not) in [
        ("UserOwned", ["createdon", "modifiedby", "ownerid", "owningteam", "statecode"], "organizationid"),
        ("OrganizationOwned", ["createdon", "modifiedby", "organizationid", "statecode", "statuscode"], "ownerid"),
        ("Activity", ["subject", "regardingobjectid", "scheduledend", "ownerid", "to"], "organizationid"),
    ] {
        let table = &schema(like, "").tables[0];
        let names: Vec<&str> = table.attributes.iter().map(|column| column.logical_name.as_str()).collect();
        assert!(columns.iter().all(|column| names.contains(column)), "{like}: {names:?}");
        assert!(!names.contains(&not), "{like}: {names:?}");
        assert!(names.contains(&"new_rentalid"), "{like}: {names:?}");
        assert!(!table.partial, "{like}");
    }
    let table = &schema("UserOwned", "- { LogicalName: importsequencenumber, Omit: true }").tables[0];
    assert!(table.attributes.iter().all(|column| column.logical_name != "importsequencenumber"));
    let side =
        table.many_to_one_relationships.iter().find(|side| side.schema_name == "lk_new_rental_createdby").unwrap();
    assert_eq!(side.referencing_entity_navigation_property_name.as_deref(), Some("createdby"));
}
