//! Rows of one table, as parameters.

use core::fmt;
use core::marker::PhantomData;
use std::borrow::Cow;

use serde_json::value::RawValue;

use super::value::MessageValue;
use crate::change::{Create, Update};
use crate::id::Id;
use crate::lookup::Lookup;
use crate::request::{Argument, Key, odata_type};
use crate::table::Table;
use crate::wire::Row;

/// A row of the table `T` as a parameter: an id or a key, a new row, or values of one that exists.
///
/// ```
/// use earlybound::message::RowValue;
/// use earlybound::{Create, Id, Update, Uuid};
/// use dataverse::{Queue, queue};
///
/// let queue: Id<Queue> = Uuid::nil().into();
/// let _: [RowValue<Queue>; 3] = [
///     queue.into(),
///     Create::<Queue>::new().set(queue::NAME, "Support").into(),
///     RowValue::row(queue, Update::new().set(queue::NAME, "Support")),
/// ];
/// ```
///
/// Of a table that the reference only names, [`object`](Self::object) passes values by their names on the wire.
pub struct RowValue<T> {
    argument: Argument,
    table: PhantomData<fn() -> T>,
}

impl<T: Table> RowValue<T> {
    /// Values by their names on the wire; the type of the row is added.
    ///
    /// ```
    /// use earlybound::message::RowValue;
    /// use dataverse::messages::CloseIncident;
    ///
    /// let case = "/incidents(00000000-0000-0000-0000-000000000007)";
    /// let resolution = RowValue::object([("subject", "Solved".into()), ("incidentid@odata.bind", case.into())]);
    /// let request = CloseIncident::new(resolution, 5).request()?;
    /// assert!(request.body().unwrap().contains(r#""@odata.type":"Microsoft.Dynamics.CRM.incidentresolution""#));
    /// # Ok::<(), earlybound::RequestError>(())
    /// ```
    pub fn object<N: Into<Cow<'static, str>>>(properties: impl IntoIterator<Item = (N, Argument)>) -> Self {
        let of_type = ("@odata.type".into(), odata_type(T::LOGICAL_NAME).into());
        let properties = properties.into_iter().map(|(name, value)| (name.into(), value));
        Argument::object([of_type].into_iter().chain(properties)).into()
    }
}

impl<R: Row> RowValue<R> {
    /// Values of a row that exists.
    pub fn row(row: impl Into<Key<R>>, values: Update<R>) -> Self {
        Argument::row(row, values).into()
    }
}

impl<T> MessageValue for RowValue<T> {
    fn from_json(json: &RawValue) -> serde_json::Result<Self> {
        Ok(Argument::sent(json.get()).into())
    }

    fn to_argument(&self) -> Argument {
        self.argument.clone()
    }
}

impl<T> From<Argument> for RowValue<T> {
    fn from(argument: Argument) -> Self {
        Self { argument, table: PhantomData }
    }
}

impl<T: Table> From<Id<T>> for RowValue<T> {
    fn from(row: Id<T>) -> Self {
        Argument::from(row).into()
    }
}

impl<T: Table> From<Key<T>> for RowValue<T> {
    fn from(row: Key<T>) -> Self {
        Argument::from(row).into()
    }
}

impl<T: Table> From<Lookup<Id<T>>> for RowValue<T> {
    fn from(lookup: Lookup<Id<T>>) -> Self {
        lookup.target.into()
    }
}

impl<R: Row> From<Create<R>> for RowValue<R> {
    fn from(row: Create<R>) -> Self {
        Argument::from(row).into()
    }
}

// By hand: derives would ask of the table what only the argument needs.
impl<T> Clone for RowValue<T> {
    fn clone(&self) -> Self {
        self.argument.clone().into()
    }
}

impl<T> PartialEq for RowValue<T> {
    fn eq(&self, other: &Self) -> bool {
        self.argument == other.argument
    }
}

impl<T> fmt::Debug for RowValue<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.argument.fmt(f)
    }
}
