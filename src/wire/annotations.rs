//! Annotations: what the service says beside the values of a row.

use core::fmt;
use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::party::Party;
use super::value::LookupValue;
use crate::lookup::{EntityReference, Lookup};

/// The annotations of a row: the entity tag, formatted values, expanded rows, and whatever the
/// reference does not name.
///
/// A row that is written keeps all of it. One pointer wide if it is empty.
///
/// ```
/// use dataverse::{Account, Contact};
///
/// let row: Account = serde_json::from_str(
///     r#"{
///         "@odata.etag": "W/\"7\"",
///         "statecode": 0,
///         "statecode@OData.Community.Display.V1.FormattedValue": "Active",
///         "primarycontactid": { "fullname": "Ada" }
///     }"#,
/// )?;
/// assert_eq!(row.annotations.etag(), Some("W/\"7\""));
/// assert_eq!(row.annotations.formatted("statecode"), Some("Active"));
///
/// let contact: Option<Contact> = row.annotations.expanded("primarycontactid").transpose()?;
/// assert_eq!(contact.and_then(|contact| contact.fullname).as_deref(), Some("Ada"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Default)]
pub struct Annotations {
    held: Option<Box<Held>>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Held {
    pub(super) etag: Option<String>,
    /// By column.
    pub(super) formatted: Vec<(&'static str, String)>,
    /// By navigation property.
    pub(super) expanded: Vec<(Cow<'static, str>, Box<RawValue>)>,
    /// By navigation property.
    pub(super) next_links: Vec<(Box<str>, String)>,
    /// Lookups that point to tables which their columns do not have, by column.
    pub(super) lookups: Vec<(&'static str, LookupValue<'static>)>,
    /// Parties that are in no column.
    pub(super) parties: Vec<Party>,
    /// By name.
    pub(super) others: Vec<(Box<str>, Box<RawValue>)>,
}

impl Annotations {
    /// No annotations.
    pub const NONE: Self = Self { held: None };

    /// Returns the entity tag, which changes whenever the row does. Sent back with a request, it makes sure that the
    /// row has not changed meanwhile.
    pub fn etag(&self) -> Option<&str> {
        self.held.as_ref()?.etag.as_deref()
    }

    /// Returns a column's value as users see it, in their language and time zone, if the request asked for annotations:
    /// the label of a choice, an amount with its currency, a date.
    pub fn formatted(&self, column: &str) -> Option<&str> {
        get(&self.held.as_ref()?.formatted, column).map(String::as_str)
    }

    /// Returns the row or the rows that were expanded through a navigation property (`$expand`); `None` if the answer
    /// does not have them. Read a single row as `Option<Row>`, several as `Vec<Row>`.
    ///
    /// # Errors
    ///
    /// Returns an error if they are no rows of that type.
    pub fn expanded<'a, T: Deserialize<'a>>(&'a self, navigation_property: &str) -> Option<serde_json::Result<T>> {
        let raw = get(&self.held.as_ref()?.expanded, navigation_property)?;
        Some(serde_json::from_str(raw.get()))
    }

    /// Returns the address of more rows of an expanded collection; `None` if the answer has all of them. It is to be
    /// used as it is.
    pub fn next_link(&self, navigation_property: &str) -> Option<&str> {
        get(&self.held.as_ref()?.next_links, navigation_property).map(String::as_str)
    }

    /// Returns the value of a lookup that points to a table which the type of its column does not have. The field of
    /// the column is `None` then.
    pub fn lookup(&self, column: &str) -> Option<Lookup<EntityReference>> {
        let value = get(&self.held.as_ref()?.lookups, column)?.clone().into_owned();
        let target = EntityReference { table: value.table, id: value.id };
        Some(Lookup { target, name: value.name.map(Into::into) })
    }

    /// Returns the parties of an activity that are in no column of it: those that are only an address, and those whose
    /// role is not known.
    pub fn parties(&self) -> &[Party] {
        self.held.as_ref().map_or(&[], |held| held.parties.as_slice())
    }

    /// Returns what the answer says under a name that the reference does not state, such as `@odata.context` or the
    /// column of an organization, as JSON. Rows that were expanded are found by their names, too.
    pub fn other(&self, name: &str) -> Option<&str> {
        let held = self.held.as_ref()?;
        get(&held.others, name).or_else(|| get(&held.expanded, name)).map(|raw| raw.get())
    }

    /// Returns the names under which [`other`](Self::other) finds something, in the order of the answer, but for those of
    /// objects and lists: they are rows, which [`expanded`](Self::expanded) reads, even if the reference does not name the
    /// relationship.
    pub fn others(&self) -> impl Iterator<Item = &str> {
        self.held.iter().flat_map(|held| &held.others).map(|(name, _)| &**name)
    }

    pub(super) fn held(&self) -> Option<&Held> {
        self.held.as_deref()
    }

    pub(super) fn hold(&mut self) -> &mut Held {
        self.held.get_or_insert_default()
    }

    /// Takes out the lookup that its column does not have.
    pub(super) fn take_lookup(&mut self, column: &str) -> Option<LookupValue<'static>> {
        let lookups = &mut self.held.as_mut()?.lookups;
        let at = lookups.iter().position(|(name, _)| *name == column)?;
        Some(lookups.remove(at).1)
    }

    /// The lookups that their columns do not have.
    pub(crate) fn lookups(&self) -> &[(&'static str, LookupValue<'static>)] {
        self.held.as_ref().map_or(&[], |held| held.lookups.as_slice())
    }
}

fn get<'a, T>(list: &'a [(impl AsRef<str>, T)], name: &str) -> Option<&'a T> {
    list.iter().find(|(known, _)| known.as_ref() == name).map(|(_, value)| value)
}

impl fmt::Debug for Annotations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.held {
            Some(held) => fmt::Debug::fmt(held, f),
            None => f.write_str("None"),
        }
    }
}
