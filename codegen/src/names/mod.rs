//! Names: every item of the schema gets its Rust name here, once, before anything is emitted.
//!
//! In goes the resolved schema, out comes the same schema with a name beside each item, in the order in which the items
//! are emitted. The emitter prints these names and makes up none.

mod identifier;
mod kept;
mod listing;
mod message_type;
mod messages;
mod reserved;
mod scope;
mod shared;
mod table;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeMap;

use earlybound_reader::diagnostic::{Code, Diagnostic, Diagnostics};
use earlybound_reader::model::{
    AlternateKey, Attribute, ManyToManyRelationship, Message, OneToManyRelationship, OptionMetadata,
};
use earlybound_reader::model::{Schema, Table};
use earlybound_reader::project::MessageSelection;
use earlybound_reader::rust_name::normalized;
use earlybound_reader::span::Origin;
use earlybound_schema::AttributeType;

use crate::file_name::{LONGEST, devices, folded};
use kept::Memory;
pub(crate) use kept::{Kept, KeptFile, MARK as KEPT_MARK};
pub(crate) use listing::{Key, Listed, Role, listing};
pub(crate) use message_type::{Kind, MessageType};
pub(crate) use messages::{Beside, EnumNames, FieldNames, Messages, Typed};
use reserved::{RESERVED_CONSTANTS, RESERVED_MODULES, RESERVED_TYPES, reserved};
use scope::{Item, Reserved, Same, Scope, assign, assign_by, tag};
pub(crate) use shared::SharedType;

/// The module of the tables that are named and not described.
pub(crate) const REFERENCED: &str = "referenced";

/// The module of the messages whose signatures are known.
pub(crate) const MESSAGES: &str = "messages";

/// The module of the types that several tables share.
pub(crate) const SHARED: &str = "shared";

/// The name of an item, in the reference and in Rust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// The name in the reference.
    pub(crate) source: String,
    /// The identifier; raw ones begin with `r#`.
    pub(crate) rust: String,
}

impl Name {
    /// The identifier as the name of a file.
    pub(crate) fn file_stem(&self) -> &str {
        self.rust.trim_start_matches("r#")
    }
}

/// An item of the model and its name.
#[derive(Debug)]
pub(crate) struct Named<'a, T> {
    pub(crate) name: Name,
    pub(crate) item: &'a T,
}

/// A value of a choice and its name.
pub(crate) type Variant<'a> = Named<'a, OptionMetadata>;

/// The type that stands for a table.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) name: Name,
    /// True if the table is only named, so that its type stands in [`REFERENCED`].
    pub(crate) referenced: bool,
    /// The table's name in addresses, where its page or the Web API states it.
    pub(crate) entity_set: Option<String>,
}

/// The names of a schema.
#[derive(Debug)]
pub(crate) struct Names<'a> {
    /// The tables, by logical name.
    pub(crate) tables: Vec<TableNames<'a>>,
    /// The type of every table that is described or named, by logical name.
    pub(crate) rows: BTreeMap<&'a str, Row>,
    /// The types that columns of several tables have in common, by name.
    pub(crate) shared: Vec<SharedType>,
    /// The messages whose signatures are known.
    pub(crate) messages: Messages<'a>,
}

/// The names of a table.
#[derive(Debug)]
pub(crate) struct TableNames<'a> {
    pub(crate) table: &'a Table,
    pub(crate) module: Name,
    pub(crate) row: Name,
    /// By logical name: first the fields of the row, then the others.
    pub(crate) columns: Vec<ColumnNames<'a>>,
    /// By logical name.
    pub(crate) keys: Vec<Named<'a, AlternateKey>>,
    /// By name.
    pub(crate) messages: Vec<Named<'a, Message>>,
    /// By name.
    pub(crate) events: Vec<Named<'a, Message>>,
    /// By schema name.
    pub(crate) many_to_one: Vec<Named<'a, OneToManyRelationship>>,
    /// By schema name.
    pub(crate) one_to_many: Vec<Named<'a, OneToManyRelationship>>,
    /// By schema name.
    pub(crate) many_to_many: Vec<Named<'a, ManyToManyRelationship>>,
}

/// The names of a column.
#[derive(Debug)]
pub(crate) struct ColumnNames<'a> {
    pub(crate) attribute: &'a Attribute,
    /// The lookup that it only helps to show.
    pub(crate) companion_of: Option<&'a str>,
    pub(crate) field: Name,
    /// The constant that stands for it.
    pub(crate) constant: Name,
    pub(crate) own_type: OwnType<'a>,
    /// The name of this type in the module of shared types; `None` if the table declares it.
    pub(crate) shared: Option<Name>,
}

impl ColumnNames<'_> {
    /// Returns whether the row has a field for the column.
    pub(crate) fn is_field(&self) -> bool {
        let has_value = |of| !matches!(of, AttributeType::Virtual | AttributeType::CalendarRules);
        self.companion_of.is_none() && self.attribute.attribute_type.is_some_and(has_value)
    }
}

/// The type that a column brings along.
#[derive(Debug)]
pub(crate) enum OwnType<'a> {
    /// None.
    None,
    /// The enum of a choice, with a variant for each value, by value.
    Choice(Name, Vec<Variant<'a>>),
    /// The enum of a lookup's targets, with a variant for each table.
    Target(Name, Vec<Name>),
}

impl<'a> Names<'a> {
    /// Names everything in a schema as it was named before; reports what would have got the same name. Messages that
    /// `typed` names get types, beside those that tables list.
    pub(crate) fn new(
        schema: &'a Schema,
        typed: &[MessageSelection],
        kept: &Kept,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut tables: Vec<&Table> = schema.tables.iter().collect();
        tables.sort_by_key(|table| &table.table.logical_name);
        let modules = name_modules(&tables, kept, diagnostics);
        let selected = messages::Selected::of(schema, typed);
        let mut rows = name_rows(&tables, selected.tables(), &modules, kept, diagnostics);
        for (table, set) in &schema.entity_sets {
            let row = rows.get_mut(table.as_str()).filter(|row| row.referenced);
            row.into_iter().for_each(|row| row.entity_set = Some(set.clone()));
        }
        let messages = selected.named(kept, diagnostics);
        let named = |(table, module)| TableNames::new(table, module, &rows, kept, diagnostics);
        let mut tables: Vec<_> = tables.into_iter().zip(modules).map(named).collect();
        let shared = shared::share(&mut tables, kept);
        Self { tables, rows, shared, messages }
    }

    /// The first column with a shared type.
    pub(crate) fn column(&self, shared: &SharedType) -> Option<&ColumnNames<'a>> {
        self.tables.get(shared.table)?.columns.get(shared.column)
    }

    /// The names of a table, if it is described.
    pub(crate) fn table(&self, logical_name: &str) -> Option<&TableNames<'a>> {
        let index = self.tables.binary_search_by(|table| table.table.table.logical_name.as_str().cmp(logical_name));
        self.tables.get(index.ok()?)
    }

    /// Returns whether an identifier has letters beyond ASCII.
    pub(crate) fn beyond_ascii(&self) -> bool {
        self.tables.iter().any(TableNames::beyond_ascii)
            || self.rows.values().any(|row| !row.name.rust.is_ascii())
            || self.messages.beyond_ascii()
    }
}

fn name_modules(tables: &[&Table], kept: &Kept, diagnostics: &mut Diagnostics) -> Vec<Name> {
    let item = |table: &&Table| module_item(&table.table.logical_name);
    let origins: Vec<_> = tables.iter().map(|table| table.origin).collect();
    let memory = kept.tables(Role::Module);
    // A module is a file, and files are told apart on every system.
    let same = |name: &str| Cow::Owned(folded(name));
    let scope = NamedScope { same, ..NamedScope::new("modules", "the schema", &origins, &memory) };
    let mut taken = reserved(RESERVED_MODULES);
    taken.extend(devices());
    taken.extend(kept.tables(Role::Row).names().map(str::to_owned));
    scope.assign(tables.iter().map(item).collect(), &taken, diagnostics)
}

/// The types of tables: of those that are described, those that lookups name, and those that `messages` do.
fn name_rows<'a>(
    tables: &[&'a Table],
    messages: BTreeMap<&'a str, Origin>,
    modules: &[Name],
    kept: &Kept,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<&'a str, Row> {
    let described: BTreeMap<&str, &Table> =
        tables.iter().map(|table| (table.table.logical_name.as_str(), *table)).collect();
    let mut all: BTreeMap<&str, Origin> =
        described.iter().map(|(logical_name, table)| (*logical_name, table.origin)).collect();
    for attribute in tables.iter().flat_map(|table| &table.attributes) {
        for target in &attribute.targets {
            all.entry(target).or_insert(attribute.origin);
        }
    }
    for (table, origin) in messages {
        all.entry(table).or_insert(origin);
    }
    let item = |logical_name: &&str| {
        let facts = described.get(logical_name).map(|table| &table.table);
        let schema_name = facts.and_then(|facts| facts.schema_name.as_deref());
        let item = camel_item(logical_name, schema_name.unwrap_or(logical_name), "Row");
        item.renamed(facts.and_then(|facts| facts.rust_name.as_ref()))
    };
    // Modules are types to Rust, and scripts without case make no difference between the two.
    let mut taken = reserved(RESERVED_TYPES);
    taken.extend(modules.iter().map(|module| module.rust.clone()));
    taken.insert("Other".to_owned());
    taken.extend(kept.shared().names().map(str::to_owned));
    let origins: Vec<_> = all.values().copied().collect();
    let memory = kept.tables(Role::Row);
    let scope = NamedScope::new("types", "the schema", &origins, &memory);
    let names = scope.assign(all.keys().map(item).collect(), &taken, diagnostics);
    let row = |(logical_name, name)| {
        let table = described.get(logical_name);
        let entity_set = table.and_then(|table| table.table.entity_set_name.clone());
        (logical_name, Row { name, referenced: table.is_none(), entity_set })
    };
    all.into_keys().zip(names).map(row).collect()
}

/// A field or module.
fn snake_item(source: &str) -> Item {
    let nicest = identifier::snake(source);
    let plain = nicest.trim_start_matches("r#").trim_end_matches('_');
    let candidates = [nicest.clone(), format!("{plain}_"), format!("{plain}_{}", tag(source))];
    Item { source: source.to_owned(), key: source.to_owned(), candidates: candidates.into(), chosen: false }
}

/// The most bytes of a module's name.
const MAX_MODULE: usize = LONGEST - ".rs".len();

/// A module. A name that no file can have is cut short.
fn module_item(source: &str) -> Item {
    let mut item = snake_item(source);
    let tag = format!("_{}", tag(source));
    for candidate in item.candidates.iter_mut().filter(|candidate| candidate.len() > MAX_MODULE) {
        let end = (0..=MAX_MODULE - tag.len()).rev().find(|end| candidate.is_char_boundary(*end));
        candidate.truncate(end.unwrap_or_default());
        *candidate = candidate.trim_end_matches('_').to_owned() + &tag;
    }
    item
}

/// A type that is called as `words` say; `kind` tells it from what has the same words.
fn camel_item(source: &str, words: &str, kind: &str) -> Item {
    let nicest = identifier::camel(words).unwrap_or_else(|| "Unnamed".to_owned());
    let kinded = format!("{nicest}{kind}");
    let tagged = format!("{kinded}{}", tag(source));
    let candidates = vec![nicest, kinded, tagged];
    Item { source: source.to_owned(), key: source.to_owned(), candidates, chosen: false }
}

/// A scope, and the words to report it with.
struct NamedScope<'a> {
    /// The kind of its items.
    what: &'a str,
    /// The surrounding scope.
    within: &'a str,
    /// The places where the items are described.
    origins: &'a [Origin],
    /// The names that its items had.
    kept: &'a Memory<'a>,
    same: Same,
}

/// Names items of a scope in which a collision is nothing to tell.
fn assign_quietly(items: Vec<Item>, reserved: &Reserved, kept: &Memory<'_>) -> Vec<Name> {
    let names = assign(&items, reserved, kept).names;
    named(items, names)
}

/// Returns the items' names in the reference beside those in Rust.
fn named(items: Vec<Item>, names: Vec<String>) -> Vec<Name> {
    items.into_iter().zip(names).map(|(item, rust)| Name { source: item.source, rust }).collect()
}

impl<'a> NamedScope<'a> {
    /// A scope whose names are compared as Rust compares them.
    fn new(what: &'a str, within: &'a str, origins: &'a [Origin], kept: &'a Memory<'a>) -> Self {
        Self { what, within, origins, kept, same: normalized }
    }

    fn assign(&self, items: Vec<Item>, reserved: &Reserved, diagnostics: &mut Diagnostics) -> Vec<Name> {
        let Scope { names, collisions } = assign_by(self.same, &items, reserved, self.kept);
        diagnostics.extend(items.iter().zip(&names).zip(self.origins).filter_map(|((item, name), origin)| {
            let chosen = item.candidates.first().filter(|chosen| item.chosen && reserved.contains(*chosen))?;
            let message = format!("`{}` cannot be called `{chosen}`: generated code needs the name", item.source);
            let finding = Diagnostic::new(Code::NameTaken, message).at(*origin, format!("becomes `{name}`"));
            Some(finding.help("choose another name"))
        }));
        let names = named(items, names);
        diagnostics.extend(collisions.iter().map(|rivals| self.report(rivals, &names)));
        names
    }

    fn report(&self, rivals: &[usize], names: &[Name]) -> Diagnostic {
        let of = |index: &usize| names.get(*index).zip(self.origins.get(*index));
        let rivals: Vec<(&Name, &Origin)> = rivals.iter().filter_map(of).collect();
        let told: Vec<String> =
            rivals.iter().map(|(name, _)| format!("`{}` as `{}`", name.source, name.rust)).collect();
        let message = format!("{} of {} have the same name in Rust: {}", self.what, self.within, told.join(", "));
        let mut diagnostic = Diagnostic::new(Code::NameCollision, message);
        for (place, (name, origin)) in rivals.into_iter().enumerate() {
            let words = format!("becomes `{}`", name.rust);
            diagnostic = if place == 0 { diagnostic.at(*origin, words) } else { diagnostic.related(*origin, words) };
        }
        diagnostic
    }
}
