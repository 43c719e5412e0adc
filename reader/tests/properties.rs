//! Properties of any text and any document.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use earlybound_reader::diagnostic::{Diagnostics, render_text};
use earlybound_reader::model::{
    AssociatedMenu, Attribute, ChangesFrom, Document, Extends, ManyToManyRelationship, Message, OneToManyRelationship,
    OptionMetadata, OptionSet, Section, TableFacts,
};
use earlybound_reader::parse::{parse, parse_in};
use earlybound_reader::render::{RenderOptions, render};
use earlybound_reader::resolve::resolve;
use earlybound_reader::source::Sources;
use earlybound_schema::cascade::{CascadeConfiguration, CascadeType};
use earlybound_schema::{
    AttributeType, DateTimeBehavior, MenuBehavior, MenuGroup, Number, OwnershipType, RequiredLevel, TableType,
};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

/// Reads a text as a page and as a table document, all the way.
fn read_all(text: &str) {
    let mut sources = Sources::default();
    sources.add("page.md", text);
    sources.add("tables.yaml", text);
    let mut diagnostics = Diagnostics::default();
    let parsed = parse_in(&sources, None, &mut diagnostics);
    resolve(parsed, &mut diagnostics);
    diagnostics.sort();
    render_text(&diagnostics, &sources, false);
}

/// The words that the reader looks for, and what stands between them.
fn pieces() -> impl Strategy<Value = String> {
    let known = select(vec![
        "# A table/entity reference\n",
        "## Properties\n",
        "## Messages\n",
        "## Writable columns/attributes\n",
        "## Many-to-One relationships\n",
        "## Many-to-Many relationships\n",
        "## Customized relationships\n",
        "### Customized One-to-Many relationships\n",
        "### <a name=\"BKMK_a\"></a> a\n",
        "#### a Options\n",
        "### Table 2\n",
        "|Property|Value|\n|---|---|\n",
        "|Value|Label|\n|---|---|\n",
        "|Message|SDK Assembly|\n|---|---|\n",
        "|LogicalName|`a`|\n",
        "|CascadeConfiguration|Delete: `Cascade`<br />",
        "|AssociatedMenuConfiguration|Label: ",
        "|1|x|\n",
        "**Options**:\n",
        "- **Value**: 1 **Label**: ",
        "> [!NOTE]\n> The A table extends the [A](a.md)",
        "See [a](b.md#BKMK_a)",
        "Changes from [a (b)](c#BKMK_a)",
        "`PATCH` /as(*aid*)",
        "<xref:A.B?text=C Action />",
        "# a Action\n",
        "# a EntityType\n",
        "## Parameters\n",
        "## Bound Entities\n",
        "## Lookup Properties\n",
        "|Name|Type|Nullable|Unicode|Description|\n|---|---|---|---|---|\n",
        "|EntityType|Binding Type|\n|---|---|\n",
        "Collection([a EntityType](a.md))",
        "[!INCLUDE[a](page.md)]",
        "---\n",
        "\r\n",
        "\n",
        "\\|",
        "**",
        "``",
        "é",
    ]);
    prop_oneof![4 => known.prop_map(str::to_owned), 1 => "\\PC{0,8}", 1 => any::<String>()]
}

/// Any text that a page can hold in one line: its ends and the spaces inside of it say nothing.
fn text() -> impl Strategy<Value = String> {
    let texts = prop_oneof!["[\\PC]{1,12}", "[#|`*\\\\<>\\[\\]()&;_ a~!:.0-9-]{1,10}"];
    let texts = texts.prop_map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    texts.prop_filter("a text says something", |text| !text.is_empty())
}

fn name() -> impl Strategy<Value = String> {
    "[A-Za-z][A-Za-z0-9_]{0,10}"
}

fn word<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = Option<T>> {
    of(select(all))
}

fn numbers() -> impl Strategy<Value = Option<Number>> {
    of((any::<i32>(), -12i16..6).prop_map(|(digits, exponent)| Number::new(digits.into(), exponent)))
}

fn options() -> impl Strategy<Value = OptionSet> {
    let details = (of(text()), of(any::<i32>()), of(any::<i32>()), of(text()), of(text()));
    let option = (any::<i32>(), of(text()), details).prop_map(|(value, label, details)| OptionMetadata {
        value,
        label,
        description: details.0,
        state: details.1,
        default_status: details.2,
        invariant_name: details.3,
        transition_data: details.4,
        ..OptionMetadata::default()
    });
    let unique = |options: Vec<OptionMetadata>| {
        let mut seen = std::collections::HashSet::new();
        options.into_iter().filter(|option| seen.insert(option.value)).collect()
    };
    (of(text()), vec(option, 1..5)).prop_map(move |(name, options)| OptionSet { name, options: unique(options) })
}

fn column() -> impl Strategy<Value = Attribute> {
    let texts = (of(text()), of(text()), of(text()), of(text()), of(text()), of(text()));
    let flags = vec(of(any::<bool>()), 11);
    let counts = vec(of(any::<u32>()), 6);
    let words = (word(AttributeType::ALL), word(RequiredLevel::ALL), word(DateTimeBehavior::ALL));
    let more = (numbers(), numbers(), of(any::<i32>()), vec(name(), 0..4), of(options()), any::<bool>());
    (texts, flags, counts, words, more).prop_map(|(texts, flags, counts, words, more)| Attribute {
        description: texts.0,
        display_name: texts.1,
        format: texts.2,
        format_name: texts.3,
        ime_mode: texts.4,
        added_by: texts.5,
        is_valid_for_create: flags[0],
        is_valid_for_update: flags[1],
        is_valid_for_read: flags[2],
        is_valid_for_form: flags[3],
        can_change_date_time_behavior: flags[4],
        is_localizable: flags[5],
        is_base_currency: flags[6],
        can_store_full_image: flags[7],
        is_primary_image: flags[8],
        default_value: flags[9],
        max_length: counts[0],
        precision: counts[1],
        precision_source: counts[2],
        source_type_mask: counts[3],
        max_height: counts[4],
        max_width: counts[5],
        attribute_type: words.0,
        required_level: words.1,
        date_time_behavior: words.2,
        min_value: more.0,
        max_value: more.1,
        default_form_value: more.2,
        targets: more.3,
        option_set: more.4,
        section: if more.5 { Section::Writable } else { Section::ReadOnly },
        ..Attribute::default()
    })
}

fn menu() -> impl Strategy<Value = Box<AssociatedMenu>> {
    let words = (word(MenuBehavior::ALL), word(MenuGroup::ALL));
    (of(any::<bool>()), words, of(text()), of(any::<i32>()), of(text())).prop_map(
        |(offline, words, label, order, query)| {
            Box::new(AssociatedMenu {
                available_offline: offline,
                behavior: words.0,
                group: words.1,
                label,
                order,
                query_api: query,
                ..AssociatedMenu::default()
            })
        },
    )
}

fn cascades() -> impl Strategy<Value = CascadeConfiguration> {
    vec(word(CascadeType::ALL), 8).prop_map(|effects| CascadeConfiguration {
        archive: effects[0],
        assign: effects[1],
        delete: effects[2],
        merge: effects[3],
        reparent: effects[4],
        rollup_view: effects[5],
        share: effects[6],
        unshare: effects[7],
    })
}

fn relationship() -> impl Strategy<Value = OneToManyRelationship> {
    let names = (of(name()), of(name()), of(name()), of(name()), of(name()));
    let flags = (of(any::<bool>()), of(any::<bool>()));
    let changes = of((name(), name()).prop_map(|(product, url)| ChangesFrom { product, url }));
    (names, flags, cascades(), of(menu()), of(text()), changes).prop_map(
        |(names, flags, cascades, menu, added_by, changes_from)| OneToManyRelationship {
            referenced_entity: names.0,
            referenced_attribute: names.1,
            referencing_attribute: names.2,
            referenced_entity_navigation_property_name: names.3,
            referencing_entity_navigation_property_name: names.4,
            is_hierarchical: flags.0,
            is_customizable: flags.1,
            cascade_configuration: cascades,
            associated_menu_configuration: menu,
            added_by,
            changes_from,
            ..OneToManyRelationship::default()
        },
    )
}

fn many_to_many() -> impl Strategy<Value = ManyToManyRelationship> {
    let names = (of(name()), of(name()), of(name()), of(name()));
    (names, of(any::<bool>()), name(), of(menu()), of(menu()), of(text())).prop_map(
        |(names, is_customizable, other, first_menu, second_menu, added_by)| ManyToManyRelationship {
            intersect_entity_name: names.0,
            is_customizable,
            entity1_intersect_attribute: names.1,
            entity1_navigation_property_name: names.2,
            entity1_associated_menu_configuration: first_menu,
            entity2_logical_name: Some(other),
            entity2_intersect_attribute: names.3,
            entity2_associated_menu_configuration: second_menu,
            added_by,
            ..ManyToManyRelationship::default()
        },
    )
}

fn message() -> impl Strategy<Value = Message> {
    (of(any::<bool>()), of(name()), of(name()), of(name())).prop_map(|(is_event, web_api, sdk, sdk_method)| Message {
        is_event,
        web_api,
        sdk,
        sdk_method,
        ..Message::default()
    })
}

fn facts() -> impl Strategy<Value = TableFacts> {
    let texts = (of(text()), of(text()), of(text()), of(text()));
    let names = (of(name()), of(name()), of(name()), of(name()), of(name()));
    let words = (word(OwnershipType::ALL), word(TableType::ALL), of(any::<bool>()));
    (texts, names, words).prop_map(|(texts, names, words)| TableFacts {
        logical_name: "color".into(),
        schema_name: Some("Color".into()),
        display_name: texts.0,
        display_collection_name: texts.1,
        description: texts.2,
        added_by: texts.3,
        entity_set_name: names.0,
        collection_schema_name: names.1,
        logical_collection_name: names.2,
        primary_id_attribute: names.3,
        primary_name_attribute: names.4,
        ownership_type: words.0,
        table_type: words.1,
        is_bpf_entity: words.2,
        ..TableFacts::default()
    })
}

prop_compose! {
    fn document()(
        table in facts(),
        product in of(name()),
        base in of((name(), name())),
        mut messages in vec(message(), 0..3),
        mut attributes in vec(column(), 0..3),
        mut many_to_one_relationships in vec(relationship(), 0..3),
        mut one_to_many_relationships in vec(relationship(), 0..2),
        mut many_to_many_relationships in vec(many_to_many(), 0..2),
    ) -> Document {
        // Each item has a name of its own.
        for (number, message) in messages.iter_mut().enumerate() {
            message.name = format!("Message{number}");
        }
        for (number, column) in attributes.iter_mut().enumerate() {
            column.schema_name = format!("Column{number}");
            column.logical_name = format!("column{number}");
        }
        attributes.sort_by_key(|column| column.section == Section::ReadOnly);
        for (number, relationship) in many_to_one_relationships.iter_mut().enumerate() {
            relationship.schema_name = format!("to_one{number}");
        }
        for (number, relationship) in one_to_many_relationships.iter_mut().enumerate() {
            relationship.schema_name = format!("to_many{number}");
        }
        for (number, relationship) in many_to_many_relationships.iter_mut().enumerate() {
            relationship.schema_name = format!("many{number}");
        }
        let extends = base.map(|(product, url)| Extends { logical_name: url.to_lowercase(), product, url });
        Document {
            source: "page.md".into(), product, extends, table, messages, attributes, many_to_one_relationships,
            one_to_many_relationships, many_to_many_relationships, ..Document::default()
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_panics(pieces in vec(pieces(), 0..60)) {
        read_all(&pieces.concat());
    }

    #[test]
    fn any_document_survives_as_a_page(document in document()) {
        let page = render(&document, &RenderOptions::default());
        let mut sources = Sources::default();
        sources.add("page.md", &page);
        let mut diagnostics = Diagnostics::default();
        let again = parse(&sources, &mut diagnostics);
        let findings = render_text(&diagnostics, &sources, false);
        prop_assert_eq!(again, [document], "{}\n{}", page, findings);
        prop_assert!(findings.is_empty(), "{}\n{}", page, findings);
    }
}
