//! Requests for one column of a row.

use core::fmt;
use core::marker::PhantomData;
use std::borrow::Cow;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::change::check;
use crate::column::{Column, ForRead, ForUpdate, IntoValue, Nullable};
use crate::metadata::{ColumnType, HttpMethod};
use crate::request::{ANY_TEXT, Json, Key, Request, RequestError, RequestProblem, identifier};
use crate::service::{Answer, FromAnswer, ServiceError, missing};
use crate::wire::{Field, Row, Value, misfit, read_value};

/// Returns the request for the value of a single column.
///
/// ```
/// use earlybound::property::{self, PropertyValue};
/// use earlybound::service::Answer;
/// use earlybound::{Id, Uuid};
/// use dataverse::{Account, account};
///
/// let account: Id<Account> = Uuid::from_u128(1).into();
/// let request = property::get(account, account::NAME)?;
/// assert_eq!(request.path(), "/accounts(00000000-0000-0000-0000-000000000001)/name");
/// let answer = Answer::new(200, [("Content-Type", "application/json")], r#"{"value": "Contoso"}"#);
/// assert_eq!(request.read(answer)?, PropertyValue(Some("Contoso".to_owned())));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// Returns an error if the entity set of the table is not known.
pub fn get<R: Row, V, A: ForRead, N>(
    row: impl Into<Key<R>>,
    column: Column<R, V, A, N>,
) -> Result<Request<PropertyValue<V>>, RequestError> {
    Ok(Request::new(HttpMethod::Get, path(&row.into(), column)?).answered_with())
}

/// Returns the request for the value of a single column, as a text (`/$value`).
///
/// ```
/// use earlybound::property::{self, PropertyText};
/// use earlybound::service::Answer;
/// use earlybound::{Id, Uuid};
/// use dataverse::{Account, account};
///
/// let account: Id<Account> = Uuid::from_u128(1).into();
/// let request = property::text(account, account::NUMBEROFEMPLOYEES)?;
/// assert_eq!(request.path(), "/accounts(00000000-0000-0000-0000-000000000001)/numberofemployees/$value");
/// let answer = Answer::new(200, [("Content-Type", "text/plain")], "6000");
/// assert_eq!(request.read(answer)?, PropertyText(Some("6000".to_owned())));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// Returns an error if the entity set of the table is not known, or if the column holds a file or an image, which
/// [`file::download`](crate::file::download) asks for.
pub fn text<R: Row, V, A: ForRead, N>(
    row: impl Into<Key<R>>,
    column: Column<R, V, A, N>,
) -> Result<Request<PropertyText>, RequestError> {
    let metadata = column.metadata();
    if matches!(metadata.column_type, ColumnType::File { .. } | ColumnType::Image { .. }) {
        return Err(RequestProblem::File { table: R::LOGICAL_NAME, column: metadata.logical_name }.into());
    }
    let request = Request::new(HttpMethod::Get, path(&row.into(), column)? + "/$value");
    Ok(request.having("Accept", ANY_TEXT).answered_with())
}

/// Returns the request that changes a single column.
///
/// ```
/// use earlybound::{Id, Uuid, property};
/// use dataverse::{Account, account};
///
/// let account: Id<Account> = Uuid::from_u128(1).into();
/// let request = property::set(account, account::NAME, "Contoso")?;
/// assert_eq!(request.method().as_str(), "PUT");
/// assert_eq!(request.body(), Some(r#"{"value":"Contoso"}"#));
/// # Ok::<(), earlybound::RequestError>(())
/// ```
///
/// # Errors
///
/// Returns an error if the entity set of the table is not known, if the column is a lookup, which
/// [`Request::set_reference`] changes, if it is the status of the row, which an [`Update`](crate::Update) sets together
/// with its state, or if the reference does not allow the value. An update can leave that to the service.
pub fn set<R: Row, V, A: ForUpdate, N>(
    row: impl Into<Key<R>>,
    column: Column<R, V, A, N>,
    value: impl IntoValue<V>,
) -> Result<Request, RequestError>
where
    Option<V>: Field,
{
    let value = Some(value.into_value()).value().into_owned();
    let metadata = column.metadata();
    // Alone, a status can only change within the state that the row is in.
    // (<https://learn.microsoft.com/power-apps/developer/data-platform/define-custom-state-model-transitions>)
    if matches!(metadata.column_type, ColumnType::Status { .. }) {
        return Err(RequestProblem::StatusAlone { table: R::LOGICAL_NAME, column: metadata.logical_name }.into());
    }
    if matches!(value, Value::Double(number) if !number.is_finite()) {
        return Err(RequestProblem::NotFinite { of: format!("{column:?}") }.into());
    }
    let problems = check::value(R::table(), metadata, &value).into_iter().collect();
    let body = Json::Object(vec![("value".into(), Json::Value(Cow::Owned(value)))]);
    let request = Request::new(HttpMethod::Put, changed_path(&row.into(), column)?).with_body(body.print());
    RequestError::unless(request, problems)
}

/// Returns the request that takes away the value of a column.
///
/// # Errors
///
/// Returns an error if the entity set of the table is not known, or if the column is a lookup, which
/// [`Request::clear_reference`] clears.
pub fn clear<R: Row, V, A: ForUpdate, N: Nullable>(
    row: impl Into<Key<R>>,
    column: Column<R, V, A, N>,
) -> Result<Request, RequestError> {
    Ok(Request::new(HttpMethod::Delete, changed_path(&row.into(), column)?))
}

/// Returns the path of a column.
pub(crate) fn path<R: Row, V, A, N>(row: &Key<R>, column: Column<R, V, A, N>) -> Result<String, RequestError> {
    let metadata = column.metadata();
    let (before, after) = if metadata.column_type.is_lookup() { ("_", "_value") } else { ("", "") };
    Ok(format!("{}/{before}{}{after}", row.path()?, identifier(metadata.property())?))
}

fn changed_path<R: Row, V, A, N>(row: &Key<R>, column: Column<R, V, A, N>) -> Result<String, RequestError> {
    let metadata = column.metadata();
    if metadata.column_type.is_lookup() {
        return Err(RequestProblem::LookupAlone { table: R::LOGICAL_NAME, column: metadata.logical_name }.into());
    }
    path(row, column)
}

/// The value of a column; `None` if it has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PropertyValue<V>(pub Option<V>);

impl<V> FromAnswer for PropertyValue<V>
where
    Option<V>: Field,
{
    fn from_answer(answer: Answer) -> Result<Self, ServiceError> {
        match answer.status() {
            204 => Ok(Self(None)),
            _ => answer.json(),
        }
    }
}

impl<'de, V> Deserialize<'de> for PropertyValue<V>
where
    Option<V>: Field,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PropertyVisitor(PhantomData))
    }
}

/// The value of a column as a text; `None` if it has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PropertyText(pub Option<String>);

impl FromAnswer for PropertyText {
    fn from_answer(answer: Answer) -> Result<Self, ServiceError> {
        if answer.status() == 204 {
            return Ok(Self(None));
        }
        match core::str::from_utf8(answer.body()) {
            Ok(text) => Ok(Self(Some(text.to_owned()))),
            Err(error) => Err(missing(&answer, error)),
        }
    }
}

struct PropertyVisitor<V>(PhantomData<fn() -> V>);

impl<'de, V> Visitor<'de> for PropertyVisitor<V>
where
    Option<V>: Field,
{
    type Value = PropertyValue<V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the value of a column")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<PropertyValue<V>, A::Error> {
        let mut value = None;
        while let Some(name) = map.next_key::<String>()? {
            match name.as_str() {
                "value" => value = Some(read_value(&map.next_value::<Box<RawValue>>()?).map_err(A::Error::custom)?),
                "error" => misfit::refuse_error(&map.next_value::<Box<RawValue>>()?)?,
                _ => _ = map.next_value::<IgnoredAny>()?,
            }
        }
        value.map(PropertyValue).ok_or_else(|| A::Error::missing_field("value"))
    }
}
