//! Answers of an organization about its tables, and what an SDK writes of them, turned into the form of a table
//! document.
//!
//! An answer holds tables, or only parts of them: columns, relationships, choices. What a part belongs to stands in the
//! address that was asked, `@odata.context`, or in the part itself. Properties that are `null` were not asked for.

mod tidy;
mod words;

pub(super) use tidy::tidy;

use super::node::Node;

/// The keys under which an answer lists its items.
pub(super) const LISTS: [&str; 3] = ["value", "EntityMetadata", "metadata@"];

/// The kind of an item of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    Table,
    Column,
    OneToMany,
    ManyToMany,
    /// The options of a choice that columns of several tables may share.
    Choice,
    AlternateKey,
}

/// Returns whether an item comes from an organization; `head` is what stands before the list that it is of.
pub(super) fn is_answer(head: &Node, item: &Node) -> bool {
    let is_marked = |node: &Node| {
        node.entries().any(|(key, ..)| {
            key.starts_with("@odata.") || matches!(key, "MetadataId" | "metadata@" | "EntityMetadata" | "__type")
        })
    };
    let first = ["Attributes", "OneToManyRelationships", "ManyToOneRelationships", "ManyToManyRelationships"];
    let parts = || first.iter().filter_map(|key| item.get(key)?.items()?.first());
    is_marked(head) || is_marked(item) || parts().any(is_marked)
}

impl Item {
    /// Returns the kind of an item: by its type, by the address of the request, or by properties that only its kind
    /// has.
    pub(super) fn of(head: &Node, item: &Node) -> Self {
        type_name(item)
            .and_then(Self::of_type)
            .or_else(|| Self::of_properties(item))
            .or_else(|| Asked::of(head).or_else(|| Asked::of(item))?.item)
            .unwrap_or(Self::Table)
    }

    fn of_type(name: &str) -> Option<Self> {
        Some(match name {
            "EntityMetadata" | "ComplexEntityMetadata" => Self::Table,
            "OneToManyRelationshipMetadata" | "ComplexOneToManyRelationshipMetadata" => Self::OneToMany,
            "ManyToManyRelationshipMetadata" | "ComplexManyToManyRelationshipMetadata" => Self::ManyToMany,
            "OptionSetMetadata" | "BooleanOptionSetMetadata" | "ComplexOptionSetMetadata" => Self::Choice,
            "EntityKeyMetadata" | "ComplexEntityKeyMetadata" => Self::AlternateKey,
            name if name.ends_with("AttributeMetadata") => Self::Column,
            _ => return None,
        })
    }

    fn of_properties(item: &Node) -> Option<Self> {
        let has = |key| item.get(key).is_some();
        Some(if has("AttributeType") || has("AttributeTypeName") {
            Self::Column
        } else if has("ReferencingEntity") {
            Self::OneToMany
        } else if has("IntersectEntityName") || has("Entity1LogicalName") {
            Self::ManyToMany
        } else if has("KeyAttributes") {
            Self::AlternateKey
        } else if has("OptionSetType") && !has("LogicalName") {
            Self::Choice
        } else if has("EntitySetName") || has("PrimaryIdAttribute") {
            Self::Table
        } else {
            return None;
        })
    }
}

/// The name of an item's type, without its namespace. The Web API writes it before, the SDK after the name.
fn type_name(item: &Node) -> Option<&str> {
    let written = item.get("@odata.type").or_else(|| item.get("__type"))?.scalar()?;
    let name = written.split(':').next().unwrap_or(written);
    name.rsplit('.').next()
}

/// The subject of the request, as `@odata.context` has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Asked<'a> {
    /// The name of the table that was asked for.
    pub(super) table: Option<&'a str>,
    /// Its id, where it was asked for by that.
    pub(super) table_id: Option<&'a str>,
    /// The content of a collection below a table.
    item: Option<Item>,
    /// True if it holds the relationships in which rows point at the table.
    pub(super) points_at: bool,
    /// The type that columns were cast to.
    pub(super) cast: Option<&'a str>,
}

impl<'a> Asked<'a> {
    pub(super) fn of(head: &'a Node) -> Option<Self> {
        let (_, fragment) = head.get("@odata.context")?.scalar()?.split_once('#')?;
        let mut asked = Self { table: None, table_id: None, item: None, points_at: false, cast: None };
        for segment in segments(fragment) {
            let (name, key) = segment.split_once('(').map_or((segment, None), |(name, key)| (name, Some(key)));
            let key = key.and_then(|key| key.strip_suffix(')'));
            match name {
                "EntityDefinitions" => {
                    asked.table = key.and_then(name_of_key);
                    asked.table_id = key.filter(|key| is_id(key));
                }
                "Attributes" => asked.item = Some(Item::Column),
                "ManyToOneRelationships" => asked.item = Some(Item::OneToMany),
                "OneToManyRelationships" => (asked.item, asked.points_at) = (Some(Item::OneToMany), true),
                "ManyToManyRelationships" => asked.item = Some(Item::ManyToMany),
                "Keys" => asked.item = Some(Item::AlternateKey),
                "GlobalOptionSetDefinitions" => asked.item = Some(Item::Choice),
                _ => {
                    if let Some(name) = name.strip_prefix("Microsoft.Dynamics.CRM.") {
                        asked.cast = Some(name);
                    }
                }
            }
        }
        Some(asked)
    }
}

/// The parts between slashes; slashes in parentheses belong to what was selected.
fn segments(fragment: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0usize;
    fragment.split(move |letter| {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        letter == '/' && depth == 0
    })
}

/// The table of a key: `'account'` or `LogicalName='account'`. A list of selected columns is no key.
fn name_of_key(key: &str) -> Option<&str> {
    key.strip_prefix("LogicalName=").unwrap_or(key).strip_prefix('\'')?.strip_suffix('\'')
}

fn is_id(key: &str) -> bool {
    key.starts_with(|first: char| first.is_ascii_hexdigit())
        && key.len() >= 8
        && key.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::json;

    fn node(text: &str) -> Node {
        json::read(text, |_| false, |_, _| {}).unwrap()
    }

    fn asked(fragment: &str) -> (Option<String>, Option<Item>, Option<String>) {
        let head = node(&format!(r#"{{"@odata.context": "https://a.example/api/data/v9.2/$metadata#{fragment}"}}"#));
        let asked = Asked::of(&head).unwrap();
        (asked.table.or(asked.table_id).map(str::to_owned), asked.item, asked.cast.map(str::to_owned))
    }

    #[test]
    fn addresses_name_tables_and_parts() {
        let name = || Some("new_visit".to_owned());
        assert_eq!(asked("EntityDefinitions('new_visit')/Attributes"), (name(), Some(Item::Column), None));
        assert_eq!(asked("EntityDefinitions(LogicalName='new_visit')/Keys"), (name(), Some(Item::AlternateKey), None));
        assert_eq!(asked("EntityDefinitions(LogicalName,Attributes(LogicalName)/$entity)/$entity"), (None, None, None));
        let cast = "Microsoft.Dynamics.CRM.PicklistAttributeMetadata(LogicalName,OptionSet)";
        assert_eq!(
            asked(&format!("EntityDefinitions(70816501-edb9-4740-a16c-6a5efbc05d84)/Attributes/{cast}/$entity")),
            (
                Some("70816501-edb9-4740-a16c-6a5efbc05d84".to_owned()),
                Some(Item::Column),
                Some("PicklistAttributeMetadata".to_owned())
            )
        );
    }

    #[test]
    fn items_are_known_by_what_they_say() {
        for (text, item) in [
            (r##"{"@odata.type": "#Microsoft.Dynamics.CRM.OptionSetMetadata", "Name": "a"}"##, Item::Choice),
            (r##"{"__type": "StateAttributeMetadata:http://example.com/Metadata", "LogicalName": "a"}"##, Item::Column),
            (r##"{"ReferencingEntity": "a"}"##, Item::OneToMany),
            (r##"{"Entity1LogicalName": "a"}"##, Item::ManyToMany),
            (r##"{"LogicalName": "a", "AttributeType": 3}"##, Item::Column),
            (r##"{"LogicalName": "a", "KeyAttributes": []}"##, Item::AlternateKey),
            (r##"{"LogicalName": "a"}"##, Item::Table),
        ] {
            assert_eq!(Item::of(&node("{}"), &node(text)), item, "{text}");
        }
    }
}
