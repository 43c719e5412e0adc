//! The parties of an activity, on their way to the service.

use core::fmt;
use core::marker::PhantomData;

use earlybound_schema::HttpMethod;

use super::{AddressParty, Assignment, Change};
use crate::column::Column;
use crate::lookup::{Lookup, Target};
use crate::metadata::{ColumnMetadata, TableMetadata};
use crate::request::{Json, RequestProblem, reference_path};
use crate::request::{Key, Request, RequestError};
use crate::wire::Row;
use crate::wire::{LookupValue, Value, party};

/// All parties of an activity: those of a new one are set on [`Create`](crate::Create), those of one that exists are
/// replaced together. Parties not listed are removed.
///
/// ```
/// use earlybound::{Id, Lookup, Parties, Uuid};
/// use earlybound_generated::email::{self, ToTarget};
/// use earlybound_generated::{Contact, Email};
///
/// let (email, ada): (Id<Email>, Id<Contact>) = (Uuid::from_u128(1).into(), Uuid::from_u128(2).into());
/// let request = Parties::<Email>::new().set(email::TO, [ToTarget::from(ada)]).request(email)?;
/// assert_eq!(request.path(), "/emails(00000000-0000-0000-0000-000000000001)/email_activity_parties");
/// assert_eq!(
///     request.body(),
///     Some(r#"{"value":[{"partyid_contact@odata.bind":"/contacts(00000000-0000-0000-0000-000000000002)","participationtypemask":2}]}"#),
/// );
/// # Ok::<(), earlybound::RequestError>(())
/// ```
#[must_use = "nothing is changed until a client sends the request"]
pub struct Parties<R> {
    change: Change,
    row: PhantomData<fn() -> R>,
}

impl<R: Row> Parties<R> {
    /// No parties.
    pub fn new() -> Self {
        Self { change: Change::new(R::table()), row: PhantomData }
    }

    /// Those in one role.
    pub fn set<T: Target, A, N>(
        mut self,
        column: Column<R, Vec<Lookup<T>>, A, N>,
        parties: impl IntoIterator<Item = impl Into<Lookup<T>>>,
    ) -> Self {
        let parties: Vec<Lookup<T>> = parties.into_iter().map(Into::into).collect();
        self.change.set(column.index(), &Some(parties));
        self
    }

    /// The request that replaces all parties of an activity.
    ///
    /// # Errors
    ///
    /// Returns an error that names all parties that cannot be written.
    pub fn request(&self, row: impl Into<Key<R>>) -> Result<Request, RequestError> {
        replace(&self.change, row.into().path())
    }
}

impl<R: Row> Default for Parties<R> {
    fn default() -> Self {
        Self::new()
    }
}

impl<R> Clone for Parties<R> {
    fn clone(&self) -> Self {
        Self { change: self.change.clone(), row: PhantomData }
    }
}

impl<R> fmt::Debug for Parties<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.change.debug("Parties", f)
    }
}

/// Adds the parties in one role.
pub(super) fn push(
    table: &TableMetadata,
    column: &'static ColumnMetadata,
    references: &[LookupValue<'_>],
    list: &mut Vec<Json<'_>>,
    problems: &mut Vec<RequestProblem>,
) {
    let (table, name) = (table.logical_name, column.logical_name);
    let Some(role) = party::role(column) else {
        problems.push(RequestProblem::PartyRole { table, column: name });
        return;
    };
    for reference in references {
        match reference_path(reference).unwrap_or(Err(RequestProblem::Untyped { table, column: name })) {
            Ok(path) => list.push(party(reference, path, role)),
            Err(problem) => problems.push(problem),
        }
    }
}

/// The navigation property from an activity to its parties.
pub(super) fn property(table: &TableMetadata) -> Result<&'static str, RequestProblem> {
    let missing = RequestProblem::PartiesProperty { table: table.logical_name };
    party::navigation_property(table).ok_or(missing)
}

fn replace(change: &Change, row: Result<String, RequestError>) -> Result<Request, RequestError> {
    let path = format!("{}/{}", row?, property(change.table)?);
    let (mut list, mut problems) = (Vec::new(), Vec::new());
    for (&index, assignment) in &change.columns {
        if let (Some(column), Assignment::Value(Value::Parties(references))) =
            (change.table.columns.get(index), assignment)
        {
            push(change.table, column, references, &mut list, &mut problems);
        }
    }
    list.extend(change.addresses.iter().map(address));
    let body = Json::Object(vec![("value".into(), Json::List(list))]);
    RequestError::unless(Request::new(HttpMethod::Put, path).with_body(body.print()), problems)
}

/// A row of `activityparty` that is an address alone.
pub(super) fn address(party: &AddressParty) -> Json<'static> {
    Json::Object(vec![
        ("addressused".into(), Json::text(party.address.clone())),
        ("participationtypemask".into(), Json::integer(party.role.into())),
    ])
}

/// A row of `activityparty`. Its navigation properties are named after the tables that they lead to.
/// (<https://learn.microsoft.com/power-apps/developer/data-platform/activityparty-entity>)
fn party(reference: &LookupValue<'_>, path: String, role: i32) -> Json<'static> {
    let table = reference.table.as_deref().unwrap_or_default();
    Json::Object(vec![
        (format!("partyid_{table}@odata.bind").into(), Json::text(path)),
        ("participationtypemask".into(), Json::integer(role.into())),
    ])
}
