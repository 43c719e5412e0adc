//! Arguments of actions and functions.

use std::borrow::Cow;

use earlybound_schema::ParameterType;

use super::address::{NAMESPACE, identifier, odata_type};
use super::json::Json;
use super::key::{By, Key};
use super::literal::{literal, quoted};
use super::problem::RequestProblem;
use super::referenced_row::{ReferencedRow, type_property};
use crate::change::{Change, Purpose, body};
use crate::change::{Create, Update};
use crate::id::Id;
use crate::lookup::{Lookup, Target};
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
    /// Values of a row; of one that may exist, if it is named.
    Row(Change, Option<Box<(ReferencedRow, By)>>, Purpose),
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
        let row = ReferencedRow::of_values(change.table, key);
        Content::Row(change, Some(Box::new((row, key.by().clone()))), purpose).into()
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
            Content::Row(change, row, purpose) => json_row(change, row.as_deref(), *purpose, problems),
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

fn json_row<'a>(
    change: &'a Change,
    row: Option<&(ReferencedRow, By)>,
    purpose: Purpose,
    problems: &mut Vec<RequestProblem>,
) -> Json<'a> {
    let mut properties = match row {
        Some((row, _)) => row.properties(problems),
        None => vec![type_property(change.table.logical_name)],
    };
    properties.extend(body::properties(change, purpose, row.map(|(_, by)| by), problems));
    Json::Object(properties)
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
