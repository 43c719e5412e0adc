use proptest::prelude::*;

use super::{RenderOptions, document_of, render};
use crate::diagnostic::Diagnostics;
use crate::model::{
    AssociatedMenu, Attribute, ChangesFrom, Document, Extends, Layer, LayerId, ManyToManyRelationship, Message,
    OneToManyRelationship, OptionMetadata, OptionSet, Section, Table, TableFacts,
};
use crate::parse::parse;
use crate::source::Sources;
use earlybound_schema::cascade::{CascadeAction, CascadeConfiguration, CascadeType};
use earlybound_schema::{AttributeType, HttpMethod, MenuBehavior, MessageKind};

/// The document that a page is read as, and the findings of that.
fn read(page: &str) -> (Document, Vec<String>) {
    let mut sources = Sources::default();
    sources.add("page.md", page);
    let mut diagnostics = Diagnostics::default();
    let document = parse(&sources, &mut diagnostics).remove(0);
    (document, diagnostics.into_iter().map(|finding| finding.message).collect())
}

fn assert_survives(document: &Document) {
    let page = render(document, &RenderOptions::default());
    let (again, findings) = read(&page);
    assert_eq!(again, *document, "{page}");
    assert!(findings.is_empty(), "{findings:?}\n{page}");
}

/// A full page with `text` wherever a page may have any text.
fn document(text: &str) -> Document {
    let some = || Some(text.to_owned());
    Document {
        source: "page.md".into(),
        product: Some("Microsoft Dataverse".into()),
        table: TableFacts {
            logical_name: "color".into(),
            schema_name: Some("Color".into()),
            display_name: some(),
            display_collection_name: some(),
            description: Some(text.split_whitespace().collect::<Vec<_>>().join(" ")),
            primary_name_attribute: some(),
            ..TableFacts::default()
        },
        attributes: vec![choice(text), boolean(text), status(text)],
        one_to_many_relationships: vec![one_to_many(text)],
        ..Document::default()
    }
}

fn column(name: &str, kind: AttributeType, text: &str, options: Vec<OptionMetadata>) -> Attribute {
    Attribute {
        logical_name: name.to_lowercase(),
        schema_name: name.into(),
        attribute_type: Some(kind),
        display_name: Some(text.into()),
        description: Some(text.into()),
        option_set: Some(OptionSet { name: Some(text.into()), options }),
        ..Attribute::default()
    }
}

fn option(value: i32, label: &str) -> OptionMetadata {
    OptionMetadata { value, label: Some(label.into()), ..OptionMetadata::default() }
}

fn choice(text: &str) -> Attribute {
    let described = OptionMetadata { description: Some(text.into()), ..option(-7, text) };
    let column = column("Shade", AttributeType::Picklist, text, vec![described, option(7, "None")]);
    Attribute { format: Some(text.into()), default_form_value: Some(-1), ..column }
}

fn boolean(text: &str) -> Attribute {
    let column = column("IsWarm", AttributeType::Boolean, text, vec![option(1, text), option(0, "No")]);
    Attribute { default_value: Some(false), is_valid_for_update: Some(false), ..column }
}

fn status(text: &str) -> Attribute {
    let detailed = OptionMetadata { state: Some(0), transition_data: Some(text.into()), ..option(1, text) };
    Attribute { section: Section::ReadOnly, ..column("StatusCode", AttributeType::Status, text, vec![detailed]) }
}

fn one_to_many(text: &str) -> OneToManyRelationship {
    let menu = AssociatedMenu {
        behavior: Some(MenuBehavior::UseLabel),
        label: Some(text.into()),
        query_api: Some(text.into()),
        ..AssociatedMenu::default()
    };
    OneToManyRelationship {
        schema_name: "color_paints".into(),
        referencing_entity: Some("paint".into()),
        referencing_attribute: Some(text.into()),
        associated_menu_configuration: Some(Box::new(menu)),
        ..OneToManyRelationship::default()
    }
}

#[test]
fn markup_in_texts_survives() {
    let texts = [
        "# Heading",
        "a | b",
        "|",
        "`code`",
        "``",
        "**bold**",
        "**",
        "null",
        "<br />",
        "a<br />b",
        "<script>",
        "&lt;",
        "\\",
        "a\\|b",
        "\\*",
        "[x](y)",
        "[!INCLUDE[]](x)",
        "> quote",
        "- item",
        "1. item",
        "---",
        "===",
        "a: b",
        "#BKMK_x",
        "**Added by**: x",
        "***",
        "\\`",
        "`a",
        "&#124;",
        "&amp;amp;",
        "C#",
        "{0} (x)",
        "ü – ’",
        "+ x",
        "~~~",
        ":",
    ];
    for text in texts {
        assert_survives(&document(text));
    }
}

proptest! {
    #[test]
    fn any_text_survives(text in r"[\PC]{1,12}|[#|`*\\<>\[\]&;_ a~!:.0-9-]{1,8}") {
        let text = text.trim();
        prop_assume!(!text.is_empty());
        assert_survives(&document(text));
    }
}

#[test]
fn hostile_names_make_neither_headings_nor_html() {
    let hostile = "x\n\n## Events\n\n<script>|\"](";
    let mut document = document(hostile);
    document.date = Some(hostile.into());
    document.product = Some(hostile.into());
    document.table.schema_name = Some(hostile.into());
    document.table.other.insert(hostile.into(), hostile.into());
    document.extends = Some(Extends { product: hostile.into(), url: hostile.into(), ..Extends::default() });
    document.messages.push(Message { name: hostile.into(), web_api: Some(hostile.into()), ..Message::default() });
    let changes = ChangesFrom { product: hostile.into(), url: hostile.into() };
    for column in &mut document.attributes {
        column.schema_name = hostile.into();
        column.targets = vec![hostile.into()];
        column.changes_from = Some(changes.clone());
        column.other.insert(hostile.into(), hostile.into());
    }
    for relationship in &mut document.one_to_many_relationships {
        relationship.schema_name = hostile.into();
        relationship.referencing_entity = Some(hostile.into());
        relationship.added_by = Some(hostile.into());
    }
    let page = render(&document, &RenderOptions::default());
    assert!(!page.contains("<script>"), "{page}");
    let sections: Vec<_> = page.lines().filter(|line| line.starts_with("## ")).collect();
    let expected = [
        "## Messages",
        "## Properties",
        "## Writable columns/attributes",
        "## Read-only columns/attributes",
        "## One-to-Many relationships",
    ];
    assert_eq!(sections, expected, "{page}");
}

#[test]
fn extensions_keep_their_bases_and_changes() {
    let base =
        |product: &str, url: &str| Extends { logical_name: "color".into(), product: product.into(), url: url.into() };
    let changes = ChangesFrom { product: "Microsoft Dataverse".into(), url: "/entities/color#BKMK_x".into() };
    let mut cascades = CascadeConfiguration::UNKNOWN;
    cascades.set(CascadeAction::Delete, CascadeType::Restrict);
    let document = Document {
        source: "page.md".into(),
        product: Some("Microsoft Dynamics 365 Sales".into()),
        date: Some("07.24.2024".into()),
        extends: Some(base("Microsoft Dynamics 365", "/dynamics365/entities//color")),
        also_extends: vec![base("Microsoft Dataverse", "/data-platform/entities/color")],
        table: TableFacts {
            logical_name: "color".into(),
            schema_name: Some("color".into()),
            display_name: Some("Shade (RGB)".into()),
            ..TableFacts::default()
        },
        attributes: vec![Attribute {
            section: Section::Customized,
            targets: vec!["account".into(), "contact".into()],
            cleared: vec!["DefaultFormValue".into(), "GlobalChoiceName".into()],
            option_set: Some(OptionSet::default()),
            changes_from: Some(changes.clone()),
            ..Attribute { logical_name: "hue".into(), schema_name: "Hue".into(), ..Attribute::default() }
        }],
        many_to_one_relationships: vec![OneToManyRelationship {
            schema_name: "color_color".into(),
            referenced_entity: Some("color".into()),
            cascade_configuration: cascades,
            customized: true,
            changes_from: Some(changes),
            associated_menu_configuration: Some(Box::default()),
            ..OneToManyRelationship::default()
        }],
        ..Document::default()
    };
    assert_survives(&document);
    let page = render(&document, &RenderOptions::default());
    let notes = page.lines().filter(|line| line.starts_with("> ") && line.contains(" table extends the ["));
    assert_eq!(notes.count(), 2, "{page}");
}

#[test]
fn messages_of_all_forms_survive() {
    let request = |name: &str, columns: &[&str]| Message {
        name: name.into(),
        is_event: Some(true),
        kind: Some(MessageKind::Operation),
        method: Some(HttpMethod::Patch),
        path: Some("/colors({colorid})".into()),
        columns: columns.iter().map(|&column| column.into()).collect(),
        web_api_link: Some(crate::model::Link { text: "Update".into(), url: "/webapi/update#basic".into() }),
        sdk: Some("Microsoft.Xrm.Sdk.Messages.UpdateRequest".into()),
        sdk_method: Some("Microsoft.Xrm.Sdk.IOrganizationService.Update".into()),
        ..Message::default()
    };
    let operation = |name: &str, kind: Option<MessageKind>, web_api: Option<&str>| Message {
        name: name.into(),
        is_event: Some(false),
        kind,
        web_api: web_api.map(Into::into),
        ..Message::default()
    };
    let mut document = document("text");
    document.messages = vec![
        request("Update", &[]),
        request("SetState", &["statecode", "statuscode"]),
        operation("Merge", None, Some("Microsoft.Dynamics.CRM.Merge")),
        operation("Rollup", Some(MessageKind::Function), Some("Microsoft.Dynamics.CRM.Rollup")),
        operation("paint_Mix", Some(MessageKind::Action), None),
        operation("RetrieveEntityChanges", None, None),
    ];
    document.events = vec![Message { name: "Retain".into(), is_event_only: true, ..Message::default() }];
    assert_survives(&document);
}

#[test]
fn a_table_related_to_itself_says_so_on_either_side() {
    let mut document = document("text");
    let parent = OneToManyRelationship {
        schema_name: "color_parent".into(),
        referenced_entity: Some("color".into()),
        ..OneToManyRelationship::default()
    };
    let children =
        OneToManyRelationship { referenced_entity: None, referencing_entity: Some("color".into()), ..parent.clone() };
    document.many_to_one_relationships = vec![parent];
    document.one_to_many_relationships = vec![children];
    let many_to_many = |first: Option<&str>, second: Option<&str>| ManyToManyRelationship {
        schema_name: format!("color_{}", second.unwrap_or("nothing")),
        intersect_entity_name: Some("color_color".into()),
        entity1_logical_name: first.map(Into::into),
        entity1_intersect_attribute: Some("one".into()),
        entity2_logical_name: second.map(Into::into),
        entity2_intersect_attribute: second.map(Into::into),
        ..ManyToManyRelationship::default()
    };
    document.many_to_many_relationships =
        vec![many_to_many(Some("color"), Some("color")), many_to_many(None, Some("paint")), many_to_many(None, None)];
    assert_survives(&document);
    let page = render(&document, &RenderOptions::default());
    assert!(page.contains("One-To-Many Relationship: [color color_parent](#BKMK_color_parent-one-to-many)"), "{page}");
    assert!(page.contains("### <a name=\"BKMK_color_parent-one-to-many\"></a> color_parent"), "{page}");
}

#[test]
fn pages_of_facts_have_no_descriptions() {
    let page = render(&document("a description"), &RenderOptions { descriptions: false });
    let (again, findings) = read(&page);
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(again.table.description, None);
    for column in again.attributes {
        assert_eq!(column.description, None);
        assert_eq!(column.display_name.as_deref(), Some("a description"));
        assert!(column.option_set.unwrap().options.iter().all(|option| option.description.is_none()));
    }
}

#[test]
fn a_merged_table_is_one_page_without_layers() {
    let Document { table, mut attributes, .. } = document("text");
    attributes[0].layer = Some(LayerId(1));
    attributes[0].changed_by = vec![LayerId(1)];
    let layer = |product: &str, date: &str| Layer {
        product: Some(product.into()),
        date: Some(date.into()),
        ..Layer::default()
    };
    let mut table = Table { table, attributes, layers: vec![layer("Base", "1/1/2024")], ..Table::default() };
    let document = document_of(&table);
    assert_survives(&Document { source: "page.md".into(), ..document.clone() });
    assert_eq!((document.source.as_str(), document.product.as_deref()), ("color.md", Some("Base")));
    assert_eq!(document.date.as_deref(), Some("1/1/2024"));

    table.layers.push(layer("Top", "2/2/2024"));
    assert_eq!(document_of(&table).date, None);
}
