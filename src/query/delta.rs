//! Answers to queries that track changes.

use core::fmt;
use core::marker::PhantomData;

use serde::Deserialize;
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::derive::Projection;
use crate::id::uuid_of_address;
use crate::value::Uuid;
use crate::wire::misfit;

/// Changes: rows that are new or different, and rows that were deleted.
///
/// ```
/// use earlybound::query::Delta;
/// use dataverse::Account;
///
/// let delta: Delta<Account> = serde_json::from_str(
///     r#"{
///         "@odata.context": "https://contoso.crm.dynamics.com/api/data/v9.2/$metadata#accounts(name)/$delta",
///         "@odata.deltaLink": "https://contoso.crm.dynamics.com/api/data/v9.2/accounts?$select=name&$deltatoken=7",
///         "value": [
///             {"name": "Contoso", "accountid": "60c4e274-0d87-e711-80e5-00155db19e6d"},
///             {
///                 "@odata.context": "https://contoso.crm.dynamics.com/api/data/v9.2/$metadata#accounts/$deletedEntity",
///                 "id": "2e451703-c686-e711-80e5-00155db19e6d",
///                 "reason": "deleted"
///             }
///         ]
///     }"#,
/// )?;
/// assert_eq!(delta.rows[0].name.as_deref(), Some("Contoso"));
/// assert_eq!(delta.deleted[0].id.to_string(), "2e451703-c686-e711-80e5-00155db19e6d");
/// assert!(delta.delta_link.is_some());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Delta<P> {
    /// The rows that are new or have changed.
    pub rows: Vec<P>,
    /// The rows that were deleted, or do not belong to the query any longer.
    pub deleted: Vec<DeletedRow>,
    /// The address of the next page; `None` on the last one.
    pub next_link: Option<String>,
    /// The address of what changes after this answer.
    pub delta_link: Option<String>,
}

/// A row that was deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DeletedRow {
    /// The id of the row, in the table that the query was about.
    pub id: Uuid,
    /// The reason that the row is gone: `deleted`, or `changed` if it does not belong to the query any longer.
    pub reason: String,
}

impl<P> Default for Delta<P> {
    fn default() -> Self {
        Self { rows: Vec::new(), deleted: Vec::new(), next_link: None, delta_link: None }
    }
}

impl<'de, P: Projection> Deserialize<'de> for Delta<P> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(DeltaVisitor(PhantomData))
    }
}

struct DeltaVisitor<P>(PhantomData<fn() -> P>);

impl<'de, P: Projection> Visitor<'de> for DeltaVisitor<P> {
    type Value = Delta<P>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a page of changes")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Delta<P>, A::Error> {
        let mut delta = Delta::default();
        let mut has_rows = false;
        while let Some(name) = map.next_key::<String>()? {
            match name.as_str() {
                "value" => {
                    has_rows = true;
                    for item in map.next_value::<Vec<Box<RawValue>>>()? {
                        delta.push(&item).map_err(A::Error::custom)?;
                    }
                }
                "@odata.nextLink" => delta.next_link = map.next_value()?,
                "@odata.deltaLink" => delta.delta_link = map.next_value()?,
                "error" => misfit::refuse_error(&map.next_value::<Box<RawValue>>()?)?,
                _ => _ = map.next_value::<IgnoredAny>()?,
            }
        }
        if has_rows { Ok(delta) } else { Err(A::Error::missing_field("value")) }
    }
}

/// The deleted row, as an item of a page of changes describes it.
#[derive(Default)]
struct Deleted {
    marked: bool,
    id: Option<String>,
    reason: Option<String>,
}

impl<P: Projection> Delta<P> {
    fn push(&mut self, item: &RawValue) -> serde_json::Result<()> {
        // Only what was deleted names it in a context of its own.
        if item.get().contains("$deletedEntity") {
            let deleted: Deleted = serde_json::from_str(item.get())?;
            if deleted.marked {
                let id = deleted.id.ok_or_else(|| serde_json::Error::missing_field("id"))?;
                let id = uuid_of_address(&id).map_or_else(|| id.parse(), Ok).map_err(serde_json::Error::custom)?;
                self.deleted.push(DeletedRow { id, reason: deleted.reason.unwrap_or_default() });
                return Ok(());
            }
        }
        self.rows.push(serde_json::from_str(item.get())?);
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Deleted {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(DeletedVisitor)
    }
}

struct DeletedVisitor;

impl<'de> Visitor<'de> for DeletedVisitor {
    type Value = Deleted;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a row that was deleted")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Deleted, A::Error> {
        let mut deleted = Deleted::default();
        while let Some(name) = map.next_key::<String>()? {
            match name.as_str() {
                "@odata.context" => deleted.marked = map.next_value::<String>()?.contains("/$deletedEntity"),
                "id" => deleted.id = map.next_value()?,
                "reason" => deleted.reason = map.next_value()?,
                _ => _ = map.next_value::<IgnoredAny>()?,
            }
        }
        Ok(deleted)
    }
}
