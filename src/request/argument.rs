//! Arguments of actions and functions.

use std::borrow::Cow;

use earlybound_schema::ParameterType;

use super::address::{NAMESPACE, created_row, entity_set, identifier, is_owner, odata_type};
use super::error::RequestError;
use super::json::Json;
use super::key::{By, Key};
use super::literal::{literal, quoted};
use super::problem::RequestProblem;
use crate::change::{Change, Purpose, body};
use crate::change::{Create, Update};
use crate::id::Id;
use crate::lookup::{Lookup, Target};
use crate::metadata::TableMetadata;
use crate::table::Table;
use crate::value::{Date, Decimal, Timestamp, Uuid};
use crate::wire::write::{Typed, infinite_columns};
use crate::wire::{Row, Value};

/// The value of a parameter of an action or a function.
///
/// Simple values, ids, lists and new rows convert into one:
///
/// ```
/// use earlybound::{Argument, Create, Id, Uuid};
/// use dataverse::{Contact, contact};
///
/// let contact: Id<Contact> = Uuid::nil().into();
/// let _: [Argument; 5] = [
///     "a text".into(),
///     7.into(),
///     contact.into(), // a reference to a row; its id alone is `contact.uuid()`
///     vec!["several", "texts"].into(),
///     Create::<Contact>::new().set(contact::FIRSTNAME, "Ada").into(),
/// ];
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    content: Content,
}

#[derive(Clone, Debug, PartialEq)]
enum Content {
    Value(Value<'static>),
    Reference(ReferencedRow),
    /// Values of a row; of one that exists, if there is an id or an address.
    Row(Change, Option<(RowName, By)>, Purpose),
    /// Members of an enum of the Web API, and the name of the enum.
    Members(Cow<'static, str>, Cow<'static, str>),
    List(Vec<Argument>),
    Object(Vec<(Cow<'static, str>, Argument)>),
    /// JSON that the caller wrote.
    Any(serde_json::Value),
    /// JSON that the service sent. It stays text: a number may have more digits than any type holds.
    Sent(Box<str>),
    /// A row as it is written, or the columns whose numbers JSON cannot hold.
    Written(Result<Box<str>, Vec<&'static str>>),
}

/// A row of a table that is known.
#[derive(Clone, Debug, PartialEq)]
struct ReferencedRow {
    table: Cow<'static, str>,
    metadata: Option<&'static TableMetadata>,
    name: RowName,
    /// The column that holds the id, if the caller stated it.
    column: Option<Cow<'static, str>>,
}

/// The key of a row: its id, its id and other columns (in an elastic table), or its address by an alternate key.
#[derive(Clone, Debug, PartialEq)]
enum RowName {
    Id(Uuid),
    Columns(Vec<(&'static str, Value<'static>)>, Result<String, RequestError>),
    Address(Result<String, RequestError>),
}

impl RowName {
    fn new<T: Table>(key: &Key<T>) -> Self {
        // Relative to the root of the API.
        let address = || key.path().map(|path| path.trim_start_matches('/').to_owned());
        match key.by() {
            By::Id(id) => Self::Id(*id),
            By::Columns(columns) if columns.iter().any(|(column, _)| is_primary_id::<T>(column.logical_name)) => {
                let values = columns.iter().map(|(column, value)| (column.property(), value.clone()));
                Self::Columns(values.collect(), address())
            }
            By::Columns(_) | By::Created(_) => Self::Address(address()),
        }
    }
}

impl Argument {
    /// No value.
    pub const NULL: Self = Self { content: Content::Value(Value::Null) };

    /// A reference that names the column of the id: some actions want `systemuserid` where others want `ownerid`, which
    /// is what references to users and teams say otherwise.
    pub fn keyed<T: Table>(row: Id<T>, column: impl Into<Cow<'static, str>>) -> Self {
        Content::Reference(ReferencedRow::new(&row.into(), Some(column.into()))).into()
    }

    /// Values of a row that exists.
    pub fn row<R: Row>(row: impl Into<Key<R>>, values: Update<R>) -> Self {
        Self::named_row(values.change, &row.into(), Purpose::Update)
    }

    /// Values of a row that is created if there is none of that key: an item of `UpsertMultiple`.
    pub fn upsert<R: Row>(row: impl Into<Key<R>>, values: Create<R>) -> Self {
        Self::named_row(values.change, &row.into(), Purpose::Upsert)
    }

    fn named_row<R: Row>(change: Change, key: &Key<R>, purpose: Purpose) -> Self {
        Content::Row(change, Some((RowName::new(key), key.by().clone())), purpose).into()
    }

    /// A member of an enum of the Web API, or several of them with commas: `member("AccessRights", "ReadAccess")`.
    pub fn member(of: impl Into<Cow<'static, str>>, members: impl Into<Cow<'static, str>>) -> Self {
        Content::Members(of.into(), members.into()).into()
    }

    /// An object of a complex type.
    pub fn object<N: Into<Cow<'static, str>>>(properties: impl IntoIterator<Item = (N, Argument)>) -> Self {
        Content::Object(properties.into_iter().map(|(name, value)| (name.into(), value)).collect()).into()
    }

    /// The JSON that the service sent.
    pub(crate) fn sent(json: &str) -> Self {
        Content::Sent(json.into()).into()
    }

    /// A row as it is written.
    pub(crate) fn written<R: Row>(row: &R) -> Self {
        let typed = Typed { row, odata_type: &odata_type(R::LOGICAL_NAME) };
        Content::Written(serde_json::to_string(&typed).map(Into::into).map_err(|_| infinite_columns(row))).into()
    }

    /// Returns its kind, in words for users.
    pub(super) const fn kind(&self) -> &'static str {
        match &self.content {
            Content::Value(value) => match value {
                Value::Null => "no value",
                Value::Boolean(_) => "a boolean",
                Value::Integer(_) => "an integer",
                Value::Double(_) => "a floating-point number",
                Value::Decimal(_) => "a decimal number",
                Value::Guid(_) => "an id",
                Value::Timestamp(_) => "a point in time",
                Value::Date(_) => "a date",
                Value::Binary(_) => "bytes",
                _ => "a text",
            },
            Content::Reference(..) => "a reference to a row",
            Content::Row(..) | Content::Written(_) => "the values of a row",
            Content::Members(..) => "a member of an enum",
            Content::List(_) => "a list",
            Content::Object(_) => "an object",
            Content::Any(_) | Content::Sent(_) => "a JSON value",
        }
    }

    /// Notes the numbers in it that no JSON has: they would arrive as no value. `of` says where it stands.
    pub(super) fn check_numbers(&self, of: &str, problems: &mut Vec<RequestProblem>) {
        let mut not_finite = |of: String| problems.push(RequestProblem::NotFinite { of });
        match &self.content {
            Content::Value(Value::Double(number)) if !number.is_finite() => not_finite(of.to_owned()),
            Content::Written(Err(columns)) => columns.iter().for_each(|column| not_finite(format!("{of}.{column}"))),
            Content::List(items) => items.iter().for_each(|item| item.check_numbers(of, problems)),
            Content::Object(properties) => {
                properties.iter().for_each(|(name, value)| value.check_numbers(&format!("{of}.{name}"), problems));
            }
            _ => {}
        }
    }

    /// Returns whether a parameter of that type takes it. JSON that the caller wrote is taken as it is.
    pub(super) fn fits(&self, parameter: ParameterType) -> bool {
        use ParameterType as Type;
        match &self.content {
            Content::Any(_) | Content::Sent(_) | Content::Value(Value::Null) => true,
            Content::Value(value) => match value {
                Value::Boolean(_) => parameter == Type::Boolean,
                Value::Integer(number) => match parameter {
                    Type::Integer | Type::Picklist => i32::try_from(*number).is_ok(),
                    _ => matches!(parameter, Type::Decimal | Type::Float | Type::Money),
                },
                Value::Double(_) => parameter == Type::Float,
                Value::Decimal(_) => matches!(parameter, Type::Decimal | Type::Money),
                Value::Guid(_) => parameter == Type::Guid,
                Value::Timestamp(_) => parameter == Type::DateTime,
                Value::Text(_) => parameter == Type::String,
                _ => false,
            },
            Content::Reference(..) => matches!(parameter, Type::EntityReference | Type::Entity),
            Content::Row(..) | Content::Written(_) | Content::Object(_) => parameter == Type::Entity,
            Content::Members(..) => parameter == Type::Picklist,
            Content::List(items) => match parameter {
                Type::StringArray => items.iter().all(|item| item.fits(Type::String)),
                Type::EntityCollection => items.iter().all(|item| item.fits(Type::Entity)),
                _ => false,
            },
        }
    }

    /// As the body of an action says it.
    pub(super) fn json(&self, problems: &mut Vec<RequestProblem>) -> Json<'_> {
        match &self.content {
            Content::Value(value) => Json::Value(Cow::Borrowed(value)),
            Content::Reference(reference) => reference.json(problems),
            Content::Row(change, name, purpose) => json_row(change, name.as_ref(), *purpose, problems),
            Content::Members(_, members) => Json::text(members.clone()),
            Content::List(items) => Json::List(items.iter().map(|item| item.json(problems)).collect()),
            Content::Object(properties) => {
                let properties = properties.iter().map(|(name, value)| (name.clone(), value.json(problems)));
                Json::Object(properties.collect())
            }
            Content::Any(any) => Json::Any(Cow::Borrowed(any)),
            Content::Sent(json) | Content::Written(Ok(json)) => Json::Raw(json),
            // Noted by `check_numbers`.
            Content::Written(Err(_)) => Json::NULL,
        }
    }

    /// As the address of a function says it, not escaped.
    pub(super) fn literal(&self, problems: &mut Vec<RequestProblem>) -> String {
        match &self.content {
            Content::Value(value) => literal(value),
            Content::Reference(reference) => reference.literal(problems),
            Content::Members(of, members) => {
                problems.extend(identifier(of).err());
                format!("{NAMESPACE}{of}{}", quoted(members))
            }
            _ => self.json(problems).print(),
        }
    }
}

impl ReferencedRow {
    fn new<T: Table>(key: &Key<T>, column: Option<Cow<'static, str>>) -> Self {
        Self { table: T::LOGICAL_NAME.into(), metadata: T::metadata(), name: RowName::new(key), column }
    }

    /// The row that a lookup points to: by its address, unless its id says enough.
    fn of_target<T: Target>(target: &T) -> Self {
        let (table, id) = target.parts();
        let name = match table {
            Some(table) if is_owner(table) => RowName::Id(id),
            Some(table) => {
                let stated = T::ENTITY_SETS.iter().find(|(known, _)| *known == table).and_then(|(_, set)| *set);
                let set = entity_set(table, stated).map_err(RequestError::from);
                RowName::Address(set.map(|set| format!("{set}({id})")))
            }
            None => RowName::Address(Err(RequestProblem::UntypedReference { id }.into())),
        };
        Self { table: table.unwrap_or_default().to_owned().into(), metadata: None, name, column: None }
    }

    /// The row as actions take it: with its type, and the column of its id or its address.
    fn json(&self, problems: &mut Vec<RequestProblem>) -> Json<'static> {
        let stated = || id_column(&self.table, self.metadata).map(Cow::Borrowed);
        let column = self.column.clone().or_else(stated);
        let mut properties = vec![type_property(&self.table)];
        name(&mut properties, &self.name, &self.table, column, problems);
        Json::Object(properties)
    }

    /// The row as functions take it: by its address.
    fn literal(&self, problems: &mut Vec<RequestProblem>) -> String {
        let address = match &self.name {
            RowName::Id(id) => {
                let set = entity_set(&self.table, self.metadata.and_then(|table| table.entity_set_name))
                    .map_err(RequestError::from);
                set.map(|set| format!("{set}({id})"))
            }
            RowName::Columns(_, address) | RowName::Address(address) => address.clone(),
        };
        // Functions are no part of change sets.
        let new = address.as_deref().ok().and_then(created_row);
        problems.extend(new.map(|number| RequestProblem::NewRow { number }));
        match address {
            // Apostrophes in a key would end a text between apostrophes.
            Ok(address) if address.contains('\'') => format!("{{\"@odata.id\":\"{address}\"}}"),
            Ok(address) => format!("{{'@odata.id':'{address}'}}"),
            Err(error) => {
                problems.extend_from_slice(error.problems());
                String::new()
            }
        }
    }
}

fn json_row<'a>(
    change: &'a Change,
    row: Option<&(RowName, By)>,
    purpose: Purpose,
    problems: &mut Vec<RequestProblem>,
) -> Json<'a> {
    let table = change.table;
    let mut properties = vec![type_property(table.logical_name)];
    if let Some((row, _)) = row {
        let column = id_column(table.logical_name, Some(table)).map(Cow::Borrowed);
        name(&mut properties, row, table.logical_name, column, problems);
    }
    properties.extend(body::properties(change, purpose, row.map(|(_, by)| by), problems));
    Json::Object(properties)
}

/// Adds the properties that name a row.
fn name(
    properties: &mut Vec<(Cow<'static, str>, Json<'_>)>,
    row: &RowName,
    table: &str,
    column: Option<Cow<'static, str>>,
    problems: &mut Vec<RequestProblem>,
) {
    match (row, column) {
        (RowName::Id(id), Some(column)) => properties.push((column, Json::text(id.to_string()))),
        (RowName::Id(_), None) => problems.push(RequestProblem::PrimaryId { table: table.to_owned() }),
        (RowName::Columns(columns, _), _) => {
            let values = columns.iter().map(|(name, value)| ((*name).into(), Json::Value(Cow::Owned(value.clone()))));
            properties.extend(values);
        }
        (RowName::Address(Ok(address)), _) => properties.push(("@odata.id".into(), Json::text(address.clone()))),
        (RowName::Address(Err(error)), _) => problems.extend_from_slice(error.problems()),
    }
}

fn is_primary_id<T: Table>(column: &str) -> bool {
    T::metadata().is_some_and(|table| table.primary_id_attribute == Some(column))
}

/// The column that holds the id of a row. Users and teams share the one of the table `owner`.
fn id_column(table: &str, metadata: Option<&'static TableMetadata>) -> Option<&'static str> {
    if is_owner(table) { Some("ownerid") } else { metadata?.primary_id_attribute }
}

fn type_property(table: &str) -> (Cow<'static, str>, Json<'static>) {
    ("@odata.type".into(), Json::text(odata_type(table)))
}

impl From<Content> for Argument {
    fn from(content: Content) -> Self {
        Self { content }
    }
}

macro_rules! argument {
    ($($type:ty: $value:ident => $content:expr;)*) => {$(
        impl From<$type> for Argument {
            fn from($value: $type) -> Self {
                Self { content: $content }
            }
        }
    )*};
}

argument! {
    bool: flag => Content::Value(Value::Boolean(flag));
    i32: number => Content::Value(Value::Integer(number.into()));
    i64: number => Content::Value(Value::Integer(number));
    f64: number => Content::Value(Value::Double(number));
    Decimal: number => Content::Value(Value::Decimal(number));
    &'static str: text => Content::Value(Value::Text(text.into()));
    String: text => Content::Value(Value::Text(text.into()));
    Uuid: id => Content::Value(Value::Guid(id));
    Timestamp: time => Content::Value(Value::Timestamp(time));
    Date: date => Content::Value(Value::Date(date));
    Vec<u8>: bytes => Content::Value(Value::Binary(bytes.into()));
    serde_json::Value: any => Content::Any(any);
}

impl<T: Table> From<Id<T>> for Argument {
    fn from(row: Id<T>) -> Self {
        Key::from(row).into()
    }
}

impl<T: Table> From<Key<T>> for Argument {
    fn from(row: Key<T>) -> Self {
        Content::Reference(ReferencedRow::new(&row, None)).into()
    }
}

impl<T: Target> From<Lookup<T>> for Argument {
    fn from(lookup: Lookup<T>) -> Self {
        Content::Reference(ReferencedRow::of_target(&lookup.target)).into()
    }
}

impl<R: Row> From<Create<R>> for Argument {
    fn from(row: Create<R>) -> Self {
        Content::Row(row.change, None, Purpose::Create).into()
    }
}

impl<A: Into<Self>> From<Vec<A>> for Argument {
    fn from(items: Vec<A>) -> Self {
        Content::List(items.into_iter().map(Into::into).collect()).into()
    }
}
