//! Schemas for the tests, made by hand.

#![allow(dead_code, reason = "each test uses its part")]

use earlybound_codegen::reader::model::{
    Attribute, Layer, LayerId, ManyToManyRelationship, Message, OneToManyRelationship, OptionMetadata, OptionSet,
    Schema, Table, TableFacts,
};
use earlybound_schema::cascade::{CascadeConfiguration, CascadeType};
use earlybound_schema::{
    AttributeType, DateTimeBehavior, HttpMethod, MessageKind, OwnershipType, RequiredLevel, TableType,
};

pub(crate) const HOSTILE_TEXT: &str = "*/ \"] } include!(\"/etc/passwd\") \u{202e}evil\u{202c} [link](x) [`Nope`] <script>alert(1)</script>\r\n\
     \r\n    code block\n# heading\n- item\n1. one\n```\nlet x = 1;\n```\nhttps://x.y and http://a.b/c_d_(e). &lt; \\ \
     `tick \u{0}\u{7}\u{200b} {} {0} $x$ ~~~ ||| \t tab";

pub(crate) fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

pub(crate) fn attribute(logical_name: &str, attribute_type: AttributeType) -> Attribute {
    Attribute {
        logical_name: logical_name.to_lowercase(),
        schema_name: logical_name.to_owned(),
        attribute_type: Some(attribute_type),
        ..Attribute::default()
    }
}

pub(crate) fn choice(logical_name: &str, labels: &[(i32, &str)]) -> Attribute {
    let option = |(value, label): &(i32, &str)| OptionMetadata {
        value: *value,
        label: some(label),
        ..OptionMetadata::default()
    };
    let options = labels.iter().map(option).collect();
    let option_set = Some(OptionSet { name: some(&format!("set of {logical_name}")), options });
    Attribute { option_set, ..attribute(logical_name, AttributeType::Picklist) }
}

pub(crate) fn lookup(logical_name: &str, targets: &[&str]) -> Attribute {
    let targets = targets.iter().map(|target| (*target).to_owned()).collect();
    Attribute { targets, ..attribute(logical_name, AttributeType::Lookup) }
}

pub(crate) fn table(logical_name: &str, attributes: Vec<Attribute>) -> Table {
    let facts = TableFacts { logical_name: logical_name.to_owned(), ..TableFacts::default() };
    Table { table: facts, attributes, ..Table::default() }
}

/// One of each kind of column, with every fact that its kind has, and all that a table can have beside columns.
pub(crate) fn complete() -> Table {
    let mut attributes: Vec<Attribute> = AttributeType::ALL
        .iter()
        .map(|attribute_type| Attribute {
            display_name: some(&format!("A {attribute_type}")),
            description: some("What it is for."),
            required_level: Some(RequiredLevel::ApplicationRequired),
            is_valid_for_create: Some(true),
            is_valid_for_update: Some(false),
            is_valid_for_read: Some(true),
            is_valid_for_form: Some(true),
            max_length: Some(100),
            min_value: "-100000000000.5".parse().ok(),
            max_value: "1E11".parse().ok(),
            precision: Some(2),
            precision_source: Some(1),
            format: some("Text"),
            date_time_behavior: Some(DateTimeBehavior::UserLocal),
            is_base_currency: Some(false),
            source_type_mask: Some(3),
            max_size_in_kb: Some(10_240),
            default_value: Some(true),
            default_form_value: Some(-1),
            layer: Some(LayerId(0)),
            changed_by: vec![LayerId(1)],
            ..attribute(&format!("Of_{attribute_type}"), *attribute_type)
        })
        .collect();
    let dates = [DateTimeBehavior::DateOnly, DateTimeBehavior::TimeZoneIndependent].map(|behavior| Attribute {
        date_time_behavior: Some(behavior),
        ..attribute(behavior.as_str(), AttributeType::DateTime)
    });
    attributes.extend(dates);
    attributes.push(Attribute { attribute_type: None, ..attribute("untyped", AttributeType::String) });
    attributes.push(attribute("completeid", AttributeType::Uniqueidentifier));
    attributes.push(lookup("OwnerId", &["systemuser", "team", "complete"]));
    attributes.push(lookup("ParentId", &["complete"]));
    attributes
        .push(Attribute { attribute_type: Some(AttributeType::PartyList), ..lookup("To", &["systemuser", "account"]) });
    attributes.push(choice("StateCode", &[(0, "Open"), (1, "Closed")]));
    attributes.push(Attribute {
        attribute_type: Some(AttributeType::MultiSelectPicklist),
        ..choice("Colors", &[(1, "Red"), (2, "Blue")])
    });
    Table {
        layers: ["Microsoft Dataverse", "Contoso"]
            .map(|product| Layer { product: some(product), ..Layer::default() })
            .into(),
        messages: vec![
            Message {
                is_event: Some(true),
                kind: Some(MessageKind::Operation),
                method: Some(HttpMethod::Patch),
                path: some("/completes({completeid})"),
                columns: vec!["statecode".to_owned(), "statuscode".to_owned()],
                sdk: some("Microsoft.Crm.Sdk.Messages.SetStateRequest"),
                web_api: some("Microsoft.Dynamics.CRM.SetState"),
                layer: Some(LayerId(0)),
                ..message("SetState")
            },
            message("CCaaS_EndSession"),
        ],
        events: vec![message("Retain")],
        many_to_one_relationships: vec![relationship("complete_parent")],
        one_to_many_relationships: vec![
            relationship("complete_parent"),
            OneToManyRelationship { referencing_attribute: some("ownerid"), ..relationship("Complete_Parent") },
        ],
        many_to_many_relationships: vec![ManyToManyRelationship {
            schema_name: "complete_account".to_owned(),
            intersect_entity_name: some("complete_account"),
            is_customizable: Some(false),
            entity1_logical_name: some("complete"),
            entity1_intersect_attribute: some("completeid"),
            entity1_navigation_property_name: some("complete_account"),
            entity2_logical_name: some("account"),
            entity2_intersect_attribute: some("accountid"),
            entity2_navigation_property_name: some("complete_account"),
            layer: Some(LayerId(1)),
            ..ManyToManyRelationship::default()
        }],
        table: TableFacts {
            schema_name: some("Complete"),
            display_name: some("Complete table"),
            display_collection_name: some("Complete tables"),
            description: some("It has everything."),
            entity_set_name: some("completes"),
            collection_schema_name: some("Completes"),
            logical_collection_name: some("completes"),
            primary_id_attribute: some("completeid"),
            primary_name_attribute: some("of_string"),
            ownership_type: Some(OwnershipType::UserOwned),
            table_type: Some(TableType::Standard),
            is_bpf_entity: Some(true),
            ..table("complete", Vec::new()).table
        },
        partial: true,
        ..table("complete", attributes)
    }
}

pub(crate) fn message(name: &str) -> Message {
    Message { name: name.to_owned(), ..Message::default() }
}

pub(crate) fn relationship(schema_name: &str) -> OneToManyRelationship {
    OneToManyRelationship {
        schema_name: schema_name.to_owned(),
        referenced_entity: some("complete"),
        referenced_attribute: some("completeid"),
        referencing_entity: some("complete"),
        referencing_attribute: some("parentid"),
        referenced_entity_navigation_property_name: some("complete_children"),
        referencing_entity_navigation_property_name: some("ParentId"),
        is_hierarchical: Some(true),
        is_customizable: Some(true),
        cascade_configuration: CascadeConfiguration {
            archive: Some(CascadeType::NoCascade),
            assign: Some(CascadeType::Cascade),
            delete: Some(CascadeType::Cascade),
            merge: Some(CascadeType::NoCascade),
            reparent: Some(CascadeType::Cascade),
            rollup_view: Some(CascadeType::NoCascade),
            share: Some(CascadeType::Cascade),
            unshare: Some(CascadeType::Cascade),
        },
        layer: Some(LayerId(0)),
        ..OneToManyRelationship::default()
    }
}

/// Names that mean something to Rust, on every level.
pub(crate) fn hostile_names() -> Vec<Table> {
    let words = [
        "type",
        "self",
        "Self",
        "super",
        "crate",
        "option",
        "string",
        "result",
        "vec",
        "box",
        "some",
        "none",
        "gen",
        "_",
        "a__b",
        "a-b",
        "a b",
        "1st",
        "größe",
        "gro\u{308}ße",
        "が",
        "か\u{3099}",
        "gold",
        "gold\u{fe0f}",
        "#; evil",
        "Default",
        "clone",
        "choice",
        "id",
        "lookup",
        "table",
        "message",
        "event",
        "metadata",
        "uuid",
        "std",
        "core",
        "earlybound",
        "",
    ];
    let mut attributes: Vec<Attribute> =
        words.iter().map(|word| choice(word, &[(1, word), (2, "Some"), (3, "None")])).collect();
    attributes.push(choice(
        "Labels",
        &[
            (1, ""),
            (2, "42"),
            (3, "***"),
            (4, "Standard"),
            (5, "standard"),
            (6, "Other"),
            (7, "Self"),
            (8, "日本語"),
            (9, "हिन्दी"),
            (10, "Value 1"),
            (11, "Done ✔\u{fe0f}"),
            (12, "Fam\u{200d}ily\u{3164}"),
            (13, "kΩ"),
            (14, "k\u{2126}"),
            (15, "\u{1100} \u{1161}"),
            (16, "가"),
            (17, "#; pub fn evil() {} //"),
            (18, "\"#); pub fn evil() {} //"),
            (-1, "Standard"),
            (-2, ""),
            (192_350_000, "Wrap-up (Deprecated)"),
            (2_147_483_647, "2% 10, Net 30"),
            (-2_147_483_648, "ĸ"),
        ],
    ));
    attributes.push(choice("Empty", &[]));
    attributes.push(lookup("Targets", &["type", "self", "option", "other", "会议", "unresolvedaddress", ""]));
    attributes.push(lookup("TargetsTarget", &["type"]));
    let names = [
        "hostile",
        "type",
        "self",
        "super",
        "mod",
        "lib",
        "main",
        "include",
        "referenced",
        "option",
        "string",
        "core",
        "std",
        "earlybound",
        "aux",
        "会议",
        "a__b",
        "a_b",
        "ab",
        "Upper",
        "1st",
        "a.b/../c",
        "",
        "row",
        "table",
    ];
    let mut tables: Vec<Table> = names.iter().map(|name| table(name, vec![lookup("back", &["hostile"])])).collect();
    if let Some(hostile) = tables.first_mut() {
        hostile.attributes = attributes;
        hostile.messages = words.iter().map(|word| message(word)).collect();
        hostile.many_to_one_relationships = words.iter().map(|word| relationship(word)).collect();
    }
    tables
}

/// Text that would like to be code, in every place that takes text.
pub(crate) fn hostile_texts() -> Table {
    let text = || some(HOSTILE_TEXT);
    let attribute = Attribute {
        display_name: text(),
        description: text(),
        format: text(),
        layer: Some(LayerId(0)),
        ..choice("texts", &[(1, HOSTILE_TEXT), (2, HOSTILE_TEXT), (3, "#; include!()"), (4, "\"#")])
    };
    Table {
        layers: vec![Layer { product: text(), date: text(), ..Layer::default() }],
        messages: vec![Message {
            path: text(),
            sdk: text(),
            columns: vec![HOSTILE_TEXT.to_owned()],
            ..message(HOSTILE_TEXT)
        }],
        many_to_one_relationships: vec![OneToManyRelationship {
            referenced_entity: text(),
            referencing_attribute: text(),
            ..relationship(HOSTILE_TEXT)
        }],
        table: TableFacts {
            display_name: text(),
            description: text(),
            entity_set_name: text(),
            ..table("texts", Vec::new()).table
        },
        ..table(
            "texts",
            vec![
                attribute,
                Attribute { description: text(), ..lookup("one", &[HOSTILE_TEXT]) },
                Attribute {
                    description: text(),
                    format: text(),
                    ..self::attribute(HOSTILE_TEXT, AttributeType::String)
                },
                Attribute {
                    attribute_type: Some(AttributeType::PartyList),
                    ..lookup("many", &["account", HOSTILE_TEXT])
                },
            ],
        )
    }
}

pub(crate) fn all() -> Schema {
    let mut tables = hostile_names();
    tables.push(hostile_texts());
    tables.push(complete());
    Schema { tables, ..Schema::default() }
}
