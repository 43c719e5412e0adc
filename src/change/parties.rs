//! The parties of an activity, on their way to the service.

use core::fmt;
use core::marker::PhantomData;

use earlybound_schema::HttpMethod;

use super::{AddressParty, Assignment, Change, KeyedParty};
use crate::column::Column;
use crate::lookup::{Lookup, Target};
use crate::metadata::{ColumnMetadata, TableMetadata};
use crate::request::{BoundRow, IntoTarget, Json, RequestProblem, reference_path};
use crate::request::{Key, Request, RequestError};
use crate::wire::Row;
use crate::wire::{Field, LookupValue, Value, party};

/// All parties of an activity: those of a new one are set on [`Create`](crate::Create), those of one that exists are
/// replaced together. Parties not listed are removed.
///
/// ```
/// use earlybound::{Id, Lookup, Parties, Uuid};
/// use dataverse::email::{self, ToTarget};
/// use dataverse::{Contact, Email};
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

    /// Adds a party, by its id or key, to those of a role.
    pub fn party<T: Target, A, N, M>(
        mut self,
        role: Column<R, Vec<Lookup<T>>, A, N>,
        row: impl IntoTarget<T, M>,
    ) -> Self {
        add(&mut self.change, role.metadata(), role.index(), row.into_target());
        self
    }

    /// Adds a party that is an address and no row.
    pub fn party_address<T: Target, A, N>(
        mut self,
        role: Column<R, Vec<Lookup<T>>, A, N>,
        address: impl Into<String>,
    ) -> Self {
        add_address(&mut self.change, role.metadata(), address.into());
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

/// Adds a party that is named by its id or key.
pub(super) fn add<T: Target>(change: &mut Change, column: &'static ColumnMetadata, index: usize, row: BoundRow<T>) {
    match row {
        BoundRow::Target(target) => {
            let mut parties = match change.columns.remove(&index) {
                Some(Assignment::Value(Value::Parties(parties))) => parties,
                _ => Vec::new(),
            };
            if let Value::Parties(new) = Some(vec![Lookup::new(target)]).value() {
                parties.extend(new.into_iter().map(LookupValue::into_owned));
            }
            change.columns.insert(index, Assignment::Value(Value::Parties(parties)));
        }
        BoundRow::Key(table, path) => {
            let role = role(change.table, column);
            change.keyed.push(KeyedParty { table, path, role });
        }
    }
}

/// Adds a party that is an address.
pub(super) fn add_address(change: &mut Change, column: &'static ColumnMetadata, address: String) {
    let role = role(change.table, column);
    change.addresses.push(AddressParty { address, role });
}

fn role(table: &TableMetadata, column: &ColumnMetadata) -> Result<i32, RequestProblem> {
    let (table, name) = (table.logical_name, column.logical_name);
    party::role(column).ok_or(RequestProblem::PartyRole { table, column: name })
}

/// The parties of all roles.
pub(super) fn list<'a>(change: &Change, problems: &mut Vec<RequestProblem>) -> Vec<Json<'a>> {
    let mut list = Vec::new();
    for (&index, assignment) in &change.columns {
        if let (Some(column), Assignment::Value(Value::Parties(lookups))) =
            (change.table.columns.get(index), assignment)
        {
            push(change.table, column, lookups, &mut list, problems);
        }
    }
    for KeyedParty { table, path, role } in &change.keyed {
        match (path, role) {
            (Ok(path), Ok(role)) => list.push(party(table, path.clone(), *role)),
            (path, role) => {
                problems.extend(role.clone().err());
                if let Err(error) = path {
                    problems.extend_from_slice(error.problems());
                }
            }
        }
    }
    for AddressParty { address, role } in &change.addresses {
        match role {
            Ok(role) => list.push(address_party(address, *role)),
            Err(problem) => problems.push(problem.clone()),
        }
    }
    list
}

fn push(
    table: &TableMetadata,
    column: &'static ColumnMetadata,
    lookups: &[LookupValue<'_>],
    list: &mut Vec<Json<'_>>,
    problems: &mut Vec<RequestProblem>,
) {
    let role = match role(table, column) {
        Ok(role) => role,
        Err(problem) => return problems.push(problem),
    };
    let untyped = RequestProblem::Untyped { table: table.logical_name, column: column.logical_name };
    for lookup in lookups {
        match reference_path(lookup).unwrap_or(Err(untyped.clone())) {
            Ok(path) => list.push(party(lookup.table.as_deref().unwrap_or_default(), path, role)),
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
    let mut problems = Vec::new();
    let body = Json::Object(vec![("value".into(), Json::List(list(change, &mut problems)))]);
    RequestError::unless(Request::new(HttpMethod::Put, path).with_body(body.print()), problems)
}

/// A row of `activityparty` that is only an address.
fn address_party(address: &str, role: i32) -> Json<'static> {
    Json::Object(vec![
        ("addressused".into(), Json::text(address.to_owned())),
        ("participationtypemask".into(), Json::integer(role.into())),
    ])
}

/// A row of `activityparty`. Its navigation properties are named after the tables that they lead to.
/// (<https://learn.microsoft.com/power-apps/developer/data-platform/activityparty-entity>)
fn party(table: &str, path: String, role: i32) -> Json<'static> {
    Json::Object(vec![
        (format!("partyid_{table}@odata.bind").into(), Json::text(path)),
        ("participationtypemask".into(), Json::integer(role.into())),
    ])
}
