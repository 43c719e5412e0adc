//! The parties of an activity, on their way to the service.

use core::fmt;
use core::marker::PhantomData;

use super::{Assignment, Change};
use crate::request::{Json, Problem, reference_path};
use crate::wire::{Reference, Value, parties};
use crate::{Column, ColumnMetadata, HttpMethod, Key, Lookup, Request, RequestError, Row, Target};

/// All parties of an activity: those of a new one are set on [`Create`](crate::Create), those of one that exists are
/// replaced together. Who is in none of the columns does not take part any longer.
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
    /// Nobody.
    pub const fn new() -> Self {
        Self { change: Change::new(R::TABLE), row: PhantomData }
    }

    /// Those in one role.
    pub fn set<T: Target, A, N>(
        mut self,
        column: Column<R, Vec<Lookup<T>>, A, N>,
        parties: impl IntoIterator<Item = impl Into<Lookup<T>>>,
    ) -> Self {
        let parties: Vec<Lookup<T>> = parties.into_iter().map(Into::into).collect();
        self.change.set(column.place(), &Some(parties));
        self
    }

    /// The request that replaces all parties of an activity.
    ///
    /// # Errors
    ///
    /// Names all parties that cannot be written, and says why.
    pub fn request(&self, row: impl Into<Key<R>>) -> Result<Request, RequestError> {
        self.change.replace_parties(row.into().path())
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

impl Change {
    /// Adds the parties in one role.
    pub(super) fn parties(
        &self,
        column: &'static ColumnMetadata,
        references: &[Reference<'_>],
        list: &mut Vec<Json<'_>>,
        problems: &mut Vec<Problem>,
    ) {
        let (table, name) = (self.table.logical_name, column.logical_name);
        let Some(role) = parties::role(name) else {
            problems.push(Problem::PartyRole { table, column: name });
            return;
        };
        for reference in references {
            match reference_path(reference).unwrap_or(Err(Problem::Untyped { table, column: name })) {
                Ok(path) => list.push(party(reference, path, role)),
                Err(problem) => problems.push(problem),
            }
        }
    }

    /// The navigation property from an activity to its parties.
    pub(super) fn parties_property(&self) -> Result<&'static str, Problem> {
        let table = self.table.logical_name;
        parties::navigation_property(self.table).ok_or(Problem::PartiesProperty { table })
    }

    fn replace_parties(&self, row: Result<String, RequestError>) -> Result<Request, RequestError> {
        let path = format!("{}/{}", row?, self.parties_property()?);
        let (mut list, mut problems) = (Vec::new(), Vec::new());
        for (&place, assignment) in &self.columns {
            if let (Some(column), Assignment::Value(Value::Parties(references))) =
                (self.table.columns.get(place), assignment)
            {
                self.parties(column, references, &mut list, &mut problems);
            }
        }
        let body = Json::Object(vec![("value".into(), Json::List(list))]);
        RequestError::unless(Request::new(HttpMethod::Put, path).with_body(body.print()), problems)
    }
}

/// A row of `activityparty`. Its navigation properties are named after the tables that they lead to.
/// (<https://learn.microsoft.com/power-apps/developer/data-platform/activityparty-entity>)
fn party(reference: &Reference<'_>, path: String, role: i64) -> Json<'static> {
    let table = reference.table.as_deref().unwrap_or_default();
    Json::Object(vec![
        (format!("partyid_{table}@odata.bind").into(), Json::text(path)),
        ("participationtypemask".into(), Json::integer(role)),
    ])
}
