//! Values that have no type of their own.

use std::borrow::Cow;

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::object;
use super::value::MessageValue;
use crate::change::Create;
use crate::id::Id;
use crate::lookup::{Lookup, Target};
use crate::request::{Argument, Key};
use crate::table::Table;
use crate::wire::Row;

/// A row of any table, or a value of a type that the reference does not describe.
///
/// Ids, keys, lookups and new rows convert into one, and so do [`Argument`]s for all else:
///
/// ```
/// use earlybound::message::AnyValue;
/// use earlybound::{Create, Id, Uuid};
/// use dataverse::{Account, account};
///
/// let account: Id<Account> = Uuid::nil().into();
/// let _: [AnyValue; 2] = [account.into(), Create::<Account>::new().set(account::NAME, "Contoso").into()];
/// # mod account_ {}
/// ```
///
/// One that the service sent is read as whatever it is:
///
/// ```
/// use earlybound::message::{AnyValue, MessageValue};
/// use dataverse::Account;
/// use serde_json::value::RawValue;
///
/// let json = r##"{"@odata.type": "#Microsoft.Dynamics.CRM.account", "name": "Contoso"}"##;
/// let row = AnyValue::from_json(serde_json::from_str::<&RawValue>(json)?)?;
/// assert_eq!(row.table().as_deref(), Some("account"));
/// assert_eq!(row.read::<Account>()?.name.as_deref(), Some("Contoso"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct AnyValue {
    content: Content,
}

#[derive(Clone, Debug, PartialEq)]
enum Content {
    /// A value that a program passes.
    Given(Argument),
    /// A value that the service sent, as JSON.
    Sent(Box<str>),
}

impl AnyValue {
    /// Returns the logical name of the row's table, where the service says it.
    pub fn table(&self) -> Option<String> {
        let Content::Sent(json) = &self.content else { return None };
        let mut table = None;
        let json: &RawValue = serde_json::from_str(json).ok()?;
        // What is no object has no table.
        object::read(json, &mut |name, value| {
            if name == "@odata.type" {
                let full_name: Cow<'_, str> = serde_json::from_str(value.get())?;
                table = full_name.rsplit('.').next().map(str::to_owned);
            }
            Ok(())
        })
        .ok()?;
        table
    }

    /// Reads what the service sent.
    ///
    /// # Errors
    ///
    /// Returns an error if it is something else than `T`, and for a value that did not come from the service.
    pub fn read<T: DeserializeOwned>(&self) -> serde_json::Result<T> {
        match &self.content {
            Content::Sent(json) => serde_json::from_str(json),
            Content::Given(_) => Err(serde::de::Error::custom("this is not what the service sent")),
        }
    }
}

impl MessageValue for AnyValue {
    fn from_json(json: &RawValue) -> serde_json::Result<Self> {
        Ok(Self { content: Content::Sent(json.get().into()) })
    }

    fn to_argument(&self) -> Argument {
        match &self.content {
            Content::Given(argument) => argument.clone(),
            Content::Sent(json) => Argument::sent(json),
        }
    }
}

impl From<Argument> for AnyValue {
    fn from(argument: Argument) -> Self {
        Self { content: Content::Given(argument) }
    }
}

impl<T: Table> From<Id<T>> for AnyValue {
    fn from(row: Id<T>) -> Self {
        Argument::from(row).into()
    }
}

impl<T: Table> From<Key<T>> for AnyValue {
    fn from(row: Key<T>) -> Self {
        Argument::from(row).into()
    }
}

impl<T: Target> From<Lookup<T>> for AnyValue {
    fn from(lookup: Lookup<T>) -> Self {
        Argument::from(lookup).into()
    }
}

impl<R: Row> From<Create<R>> for AnyValue {
    fn from(row: Create<R>) -> Self {
        Argument::from(row).into()
    }
}
