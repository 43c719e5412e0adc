//! JSON Schemas, so that editors complete and check what people write.

use serde_json::{Value, json};

use crate::diagnostic::{Code, Severity};
use crate::model::{Document, WebApi};

/// The comment that marks a schema as written by this program.
pub const COMMENT: &str = "Written by earlybound.";

/// The schema of a table document (`*.table.yaml`).
pub fn table_document() -> Value {
    let mut schema = schemars::schema_for!(Document).to_value();
    add_web_api(&mut schema);
    forbid_other_keys(&mut schema);
    if let Some(root) = schema.as_object_mut() {
        root.insert("title".into(), json!("Table document of earlybound"));
        root.insert("$comment".into(), json!(COMMENT));
        root.insert(
            "description".into(),
            json!("A table, or what to add to one or change in it. Layers count in order: pages first, then this."),
        );
        let required = ["LogicalName", "Messages", "ComplexTypes", "EnumTypes", "EntityTypes"];
        root.insert("anyOf".into(), required.map(|key| json!({ "required": [key] })).into_iter().collect());
    }
    schema
}

/// Adds what the Web API has beside tables. A document of a table lists its messages by name; one without a table says
/// what their signatures are.
fn add_web_api(document: &mut Value) {
    let mut web_api = schemars::schema_for!(WebApi).to_value();
    let signatures = web_api.pointer("/properties/Messages/items").cloned();
    for part in ["$defs", "properties"] {
        let into = document.get_mut(part).and_then(Value::as_object_mut);
        let from = web_api.get_mut(part).and_then(Value::as_object_mut);
        let (Some(into), Some(from)) = (into, from) else { continue };
        for (key, value) in std::mem::take(from) {
            into.entry(key).or_insert(value);
        }
    }
    if let Some(items) = document.pointer_mut("/properties/Messages/items") {
        *items = json!({ "anyOf": [items.take(), signatures] });
    }
}

/// The schema of the settings of a project (`earlybound.yaml`).
pub fn project() -> Value {
    let derives = |of: &str| list(&json!({ "type": "string" }), &format!("Further derives of {of}, as paths."));
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": COMMENT,
        "title": "Settings of earlybound",
        "description": "Settings of a project: a file `earlybound.yaml` beside its pages.",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "select": list(&selection(), "Which tables there are; all, unless set."),
            "without": list(&selection(), "Which of these are left out."),
            "referenced": {
                "enum": ["ids", "direct", "all"], "default": "ids",
                "description": "Tables that lookups of the selected ones point to: their ids alone, these tables in \
                    full, or all that they point to in turn.",
            },
            "messages": list(
                &json!({ "type": "string", "description": "A name; `*` stands for any text, `?` for any character." }),
                "Messages that get types beside those that the tables list.",
            ),
            "rename": {
                "type": "object", "additionalProperties": { "type": "string" },
                "description": "Names in Rust, by `table`, `table.item` or `table.column.value`.",
            },
            "derives": {
                "type": "object", "additionalProperties": false,
                "description": "Further derives.",
                "properties": { "rows": derives("row structs"), "choices": derives("choice enums") },
            },
            "language": {
                "type": "integer", "minimum": 0, "maximum": 65535,
                "description": "The language of labels where an input has several, by its number (LCID): 1031 is \
                    German. Unless set, that of the user who asked, or English.",
            },
            "docs": {
                "type": "boolean", "default": true,
                "description": "Whether items are documented with all that the reference says.",
            },
            "layout": {
                "enum": ["files", "single"], "default": "files",
                "description": "Generated code: a file for each table, or a single file.",
            },
            "features": {
                "type": "object",
                "additionalProperties": list(&selection(), "The tables that need the feature."),
                "description": "Tables that are there only if a Cargo feature of the crate is on, by the feature.",
            },
            "silence": list(&silence(), "Findings that are known and not to be reported."),
            "tables": { "type": "array", "items": table_document(), "description": "Table documents." },
        },
    })
}

/// A list of items, or a single one.
fn list(item: &Value, description: &str) -> Value {
    json!({ "description": description, "anyOf": [{ "type": "array", "items": item }, item] })
}

fn selection() -> Value {
    let name = "A logical name; `*` stands for any text, `?` for any character.";
    json!({ "anyOf": [
        { "type": "string", "description": name },
        {
            "type": "object", "additionalProperties": false, "required": ["tables"],
            "properties": {
                "tables": { "type": "string", "description": name },
                "product": {
                    "type": "string",
                    "description": "The same for a product that one of the table's layers is of.",
                },
            },
        },
    ] })
}

fn silence() -> Value {
    let codes: Vec<_> =
        Code::ALL.iter().filter(|code| code.severity() != Severity::Error).map(|code| code.as_str()).collect();
    json!({ "anyOf": [
        { "enum": codes, "description": "A kind of finding; `earlybound explain` says what it means." },
        {
            "type": "object", "additionalProperties": false, "required": ["code"],
            "properties": {
                "code": { "enum": codes, "description": "A kind of finding." },
                "table": { "type": "string", "description": "The logical name of the table that it is about." },
            },
        },
    ] })
}

/// An object has the properties that it lists, and no others.
fn forbid_other_keys(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            if object.contains_key("properties") && !object.contains_key("additionalProperties") {
                object.insert("additionalProperties".into(), json!(false));
            }
            object.values_mut().for_each(forbid_other_keys);
        }
        Value::Array(items) => items.iter_mut().for_each(forbid_other_keys),
        _ => {}
    }
}
