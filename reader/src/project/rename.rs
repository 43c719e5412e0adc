//! Items get the names that were chosen for them.

use super::Rename;
use super::report::{LIST_MESSAGES, LIST_TABLES, matches_nothing};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Member, Schema, Table, WebApi};
use crate::nearest::nearest;
use crate::rust_name::Shape;

/// The slot of an item's chosen name, and the way in which names of its kind are written.
type Slot<'t> = (Shape, &'t mut Option<String>);

/// Gives every item that the settings rename its name. What matches nothing, and a name that Rust does not take as it
/// is, are errors.
pub(super) fn apply(renames: &[Rename], schema: &mut Schema, diagnostics: &mut Diagnostics) {
    for rename in renames {
        let slots = slots(schema, &rename.path);
        if slots.is_empty() {
            let help = suggestion(schema, &rename.path).unwrap_or_else(|| way_to_see(schema, &rename.path));
            diagnostics.push(matches_nothing(&rename.path, rename.origin, help));
            continue;
        }
        if let Some(misnomer) = slots.iter().find_map(|(shape, _)| shape.misnomer(&rename.name)) {
            let finding = Diagnostic::new(Code::BadSetting, misnomer.message).at(rename.origin, "here");
            diagnostics.push(finding.help(misnomer.help));
            continue;
        }
        for (_, slot) in slots {
            *slot = Some(rename.name.clone());
        }
    }
}

/// The items of a path.
fn slots<'t>(schema: &'t mut Schema, path: &str) -> Vec<Slot<'t>> {
    let mut parts = path.split('.');
    let table = parts.next().unwrap_or_default();
    let Some(table) = schema.tables.iter_mut().find(|one| one.table.logical_name == table) else {
        return web_api_slots(&mut schema.web_api, path);
    };
    match (parts.next(), parts.next(), parts.next()) {
        (None, ..) => vec![(Shape::Type, &mut table.table.rust_name)],
        (Some(column), Some(value), None) => {
            let columns = table.attributes.iter_mut().filter(|one| one.logical_name == column);
            let options = columns.filter_map(|column| column.option_set.as_mut()).flat_map(|set| &mut set.options);
            let named = options.filter(|option| option.value.to_string() == value);
            named.map(|option| (Shape::Variant, &mut option.rust_name)).collect()
        }
        (Some(item), None, None) => item_slots(table, item),
        _ => Vec::new(),
    }
}

/// The columns, messages and relationships of a name; a relationship of a table with itself has two sides.
fn item_slots<'t>(table: &'t mut Table, item: &str) -> Vec<Slot<'t>> {
    let columns = table.attributes.iter_mut().filter(|one| one.logical_name == item);
    let columns = columns.map(|one| (Shape::Field, &mut one.rust_name));
    let messages = table.messages.iter_mut().chain(&mut table.events);
    let messages = messages.filter(|one| one.name == item).map(|one| (Shape::Type, &mut one.rust_name));
    let sides = table.many_to_one_relationships.iter_mut().chain(&mut table.one_to_many_relationships);
    let sides = sides.filter(|one| one.schema_name == item).map(|one| (Shape::Constant, &mut one.rust_name));
    let pairs = table.many_to_many_relationships.iter_mut();
    let pairs = pairs.filter(|one| one.schema_name == item).map(|one| (Shape::Constant, &mut one.rust_name));
    columns.chain(messages).chain(sides).chain(pairs).collect()
}

/// The messages, complex types and enum types of a name, or their parameters, properties and members.
fn web_api_slots<'t>(web_api: &'t mut WebApi, path: &str) -> Vec<Slot<'t>> {
    let (name, member) = path.split_once('.').map_or((path, None), |(name, member)| (name, Some(member)));
    let mut slots = Slots { member, found: Vec::new() };
    for message in web_api.messages.iter_mut().filter(|one| one.name == name) {
        slots.add(&mut message.rust_name, &mut message.parameters, Shape::Field, |one| (&one.name, &mut one.rust_name));
    }
    for of in web_api.complex_types.iter_mut().filter(|one| one.name == name) {
        slots.add(&mut of.rust_name, &mut of.properties, Shape::Field, |one| (&one.name, &mut one.rust_name));
    }
    for of in web_api.enum_types.iter_mut().filter(|one| one.name == name) {
        slots.add(&mut of.rust_name, &mut of.members, Shape::Variant, |one| (&one.name, &mut one.rust_name));
    }
    slots.found
}

/// The meaning of a path: a type, or a member of it.
struct Slots<'t, 'p> {
    member: Option<&'p str>,
    found: Vec<Slot<'t>>,
}

impl<'t> Slots<'t, '_> {
    fn add<T>(
        &mut self,
        own: &'t mut Option<String>,
        members: &'t mut [T],
        shape: Shape,
        named: impl Fn(&'t mut T) -> (&'t String, &'t mut Option<String>),
    ) {
        let Some(member) = self.member else { return self.found.push((Shape::Type, own)) };
        let slots = members.iter_mut().map(named).filter(|(name, _)| *name == member);
        self.found.extend(slots.map(|(_, slot)| (shape, slot)));
    }
}

/// Returns the likely meaning of a path that matches nothing: its first wrong part is compared with known names.
fn suggestion(schema: &Schema, path: &str) -> Option<String> {
    let (table, rest) = path.split_once('.').map_or((path, None), |(table, rest)| (table, Some(rest)));
    let Some(found) = schema.tables.iter().find(|one| one.table.logical_name == table) else {
        if let Some((rest, members)) = rest.zip(member_names(&schema.web_api, table)) {
            return nearest(rest, members).map(|near| format!("did you mean `{table}.{near}`?"));
        }
        let tables = schema.tables.iter().map(|one| one.table.logical_name.as_str());
        let near = nearest(table, tables.chain(web_api_names(&schema.web_api)))?;
        return Some(match rest {
            Some(rest) => format!("did you mean `{near}.{rest}`?"),
            None => format!("did you mean `{near}`?"),
        });
    };
    let rest = rest?;
    let Some((column, value)) = rest.split_once('.') else {
        return nearest(rest, item_names(found)).map(|near| format!("did you mean `{table}.{near}`?"));
    };
    let Some(found) = found.attribute(column) else {
        let near = nearest(column, found.attributes.iter().map(|column| column.logical_name.as_str()))?;
        return Some(format!("did you mean `{table}.{near}.{value}`?"));
    };
    let options = found.option_set.iter().flat_map(|set| &set.options);
    let values: Vec<String> = options.map(|option| format!("`{}`", option.value)).collect();
    Some(match values.as_slice() {
        [] => format!("`{column}` is not a choice"),
        values => format!("the values of `{column}` are {}", values.join(", ")),
    })
}

/// Returns the way to see the names that there are: those in a table, or those of tables and messages.
fn way_to_see(schema: &Schema, path: &str) -> String {
    let table = path.split('.').next().unwrap_or_default();
    match schema.tables.iter().any(|one| one.table.logical_name == table) {
        true => format!("`earlybound model PATH` prints what is in `{table}`"),
        false => format!("{LIST_TABLES}, and {LIST_MESSAGES}"),
    }
}

/// Returns the names of messages and types.
fn web_api_names(web_api: &WebApi) -> impl Iterator<Item = &str> {
    let messages = web_api.messages.iter().map(|one| one.name.as_str());
    let complex = web_api.complex_types.iter().map(|one| one.name.as_str());
    messages.chain(complex).chain(web_api.enum_types.iter().map(|one| one.name.as_str()))
}

/// Returns the names of the parameters, properties and members of a message or type, if there is one of that name.
fn member_names<'a>(web_api: &'a WebApi, name: &str) -> Option<Vec<&'a str>> {
    let members = |members: &'a [Member]| members.iter().map(|one| one.name.as_str()).collect();
    let message = web_api.messages.iter().find(|one| one.name == name).map(|one| members(&one.parameters));
    let complex = || web_api.complex_types.iter().find(|one| one.name == name).map(|one| members(&one.properties));
    let of_enum = || {
        let found = web_api.enum_types.iter().find(|one| one.name == name)?;
        Some(found.members.iter().map(|one| one.name.as_str()).collect())
    };
    message.or_else(complex).or_else(of_enum)
}

/// Returns the names of the items of a table.
fn item_names(table: &Table) -> impl Iterator<Item = &str> {
    let columns = table.attributes.iter().map(|column| column.logical_name.as_str());
    let messages = table.messages.iter().chain(&table.events).map(|message| message.name.as_str());
    let sides = table.many_to_one_relationships.iter().chain(&table.one_to_many_relationships);
    let sides = sides.map(|side| side.schema_name.as_str());
    let pairs = table.many_to_many_relationships.iter().map(|pair| pair.schema_name.as_str());
    columns.chain(messages).chain(sides).chain(pairs)
}
