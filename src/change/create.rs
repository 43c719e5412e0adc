//! Creating a row.

use core::fmt;
use core::marker::PhantomData;
use std::borrow::Cow;

use earlybound_schema::HttpMethod;
use serde::{Serialize, Serializer};
use uuid::Uuid;

use super::builder::columns;
use super::{Assignment, Change, Purpose, Related, RelatedRows};
use super::{body, parties, rows, update};
use crate::column::{Column, ForCreate, IntoAssignment, ManyToOne, Navigation, Nullable, OneToMany, ToMany};
use crate::id::Id;
use crate::lookup::{Lookup, Target};
use crate::request::{IntoTarget, Key, Request, RequestError, entity_set};
use crate::table::Table;
use crate::wire::Row;
use crate::wire::{Field, Value};

/// A new row of `R`: only what was said is sent.
///
/// ```
/// use earlybound::{Create, Id, Uuid};
/// use dataverse::{Account, MsdynOcliveworkitem, msdyn_ocliveworkitem};
///
/// let account: Id<Account> = Uuid::from_u128(7).into();
/// let conversation = Create::<MsdynOcliveworkitem>::new()
///     .set(msdyn_ocliveworkitem::SUBJECT, "Hello")
///     .bind(msdyn_ocliveworkitem::REGARDINGOBJECTID, account);
/// assert_eq!(
///     conversation.body()?,
///     r#"{"regardingobjectid_account_msdyn_ocliveworkitem@odata.bind":"/accounts(00000000-0000-0000-0000-000000000007)","subject":"Hello"}"#,
/// );
/// assert_eq!(conversation.request()?.path(), "/msdyn_ocliveworkitems");
/// # Ok::<(), earlybound::RequestError>(())
/// ```
///
/// Anything that cannot be sent does not compile: a column that is not valid for create,
///
/// ```compile_fail
/// # use earlybound::{Create, Timestamp};
/// # use dataverse::{Contact, contact};
/// let _ = Create::<Contact>::new().set(contact::CREATEDON, Timestamp::UNIX_EPOCH);
/// ```
///
/// a value of another type,
///
/// ```compile_fail
/// # use earlybound::Create;
/// # use dataverse::{Contact, contact};
/// let _ = Create::<Contact>::new().set(contact::FIRSTNAME, 7);
/// ```
///
/// a column of another table,
///
/// ```compile_fail
/// # use earlybound::Create;
/// # use dataverse::{Contact, account};
/// let _ = Create::<Contact>::new().set(account::NAME, "Contoso");
/// ```
///
/// a row of a table that the lookup does not lead to,
///
/// ```compile_fail
/// # use earlybound::{Create, Id, Uuid};
/// # use dataverse::{Contact, Task, contact};
/// let task: Id<Task> = Uuid::nil().into();
/// let _ = Create::<Contact>::new().bind(contact::PARENTCUSTOMERID, task);
/// ```
///
/// and no value where the platform requires one.
///
/// ```compile_fail
/// # use earlybound::Create;
/// # use dataverse::{Contact, contact};
/// let _ = Create::<Contact>::new().clear(contact::OWNERID);
/// ```
#[must_use = "nothing is created until a client sends the request"]
pub struct Create<R> {
    pub(crate) change: Change,
    row: PhantomData<fn() -> R>,
}

columns!(Create, ForCreate, Create);

impl<R: Row> Create<R> {
    /// Takes all values of a row, its id included, and the parties of an activity. Expanded rows are left out.
    ///
    /// It is for rows that you make up, and for those that `InitializeFrom` answers.
    ///
    /// # Errors
    ///
    /// Returns an error that names every value of a column that is not valid for create. Rows that were read have some:
    /// those that the platform sets.
    pub fn from_row(row: &R) -> Result<Self, RequestError> {
        let mut change = Change::new(R::table());
        let mut problems = Vec::new();
        row.fields(&mut |fields| rows::take(&mut change, fields, &mut problems));
        rows::take_annotations(&mut change, row.annotations(), &mut problems);
        RequestError::unless(Self { change, row: PhantomData }, problems)
    }

    /// Creates a row along with this one, for it to point to.
    pub fn insert<To: Row>(mut self, relationship: ManyToOne<R, To>, row: Create<To>) -> Self {
        let rows = RelatedRows::Parent(Box::new(row.change));
        let column = relationship.referencing_attribute;
        relate(&mut self.change, related(relationship, column, None, rows));
        self
    }

    /// Creates rows along with this one that point to it, beside those of earlier calls.
    pub fn insert_all<To: Row>(
        mut self,
        relationship: OneToMany<R, To>,
        rows: impl IntoIterator<Item = Create<To>>,
    ) -> Self {
        let rows = RelatedRows::New(rows.into_iter().map(|row| row.change).collect());
        let given = relationship.referencing_attribute;
        relate(&mut self.change, related(relationship, None, given, rows));
        self
    }

    /// Relates the new row to rows that exist, by their ids or keys, beside those of earlier calls.
    pub fn bind_all<N: ToMany<R, To: Table>>(
        mut self,
        relationship: N,
        rows: impl IntoIterator<Item = impl Into<Key<N::To>>>,
    ) -> Self {
        let rows = RelatedRows::Existing(rows.into_iter().map(|row| row.into().path()).collect());
        relate(&mut self.change, related(relationship, None, None, rows));
        self
    }

    /// Adds a party of an activity, by its id or key, to those of a role.
    pub fn party<T: Target, A: ForCreate, N, M>(
        mut self,
        role: Column<R, Vec<Lookup<T>>, A, N>,
        row: impl IntoTarget<T, M>,
    ) -> Self {
        parties::add(&mut self.change, role.metadata(), role.index(), row.into_target());
        self
    }

    /// Adds a party of an activity that is an address and no row.
    pub fn party_address<T: Target, A: ForCreate, N>(
        mut self,
        role: Column<R, Vec<Lookup<T>>, A, N>,
        address: impl Into<String>,
    ) -> Self {
        parties::add_address(&mut self.change, role.metadata(), address.into());
        self
    }

    /// The body of the request, in JSON.
    ///
    /// # Errors
    ///
    /// Returns an error that names all columns that cannot be written.
    pub fn body(&self) -> Result<String, RequestError> {
        body::print(&self.change, Purpose::Create, None)
    }

    /// The request. It is answered with the address of the new row (`OData-EntityId`).
    ///
    /// # Errors
    ///
    /// Returns the errors of [`body`](Self::body), and one if the entity set of the table is not known.
    pub fn request(&self) -> Result<Request<Id<R>>, RequestError> {
        Ok(request(&self.change)?.answered_with())
    }

    /// The request that creates the row under that key, or updates the one that has it. What the key says is not said
    /// again. With [`if_new`](Request::if_new) it only creates. It is answered with the id, unless the service names
    /// the row by its key.
    ///
    /// ```
    /// use earlybound::{Create, Key};
    /// use dataverse::{Account, account};
    ///
    /// let key = Key::<Account>::alternate(account::ACCOUNTNUMBER, "7");
    /// let request = Create::<Account>::new().set(account::NAME, "Contoso").upsert(key)?;
    /// assert_eq!(request.path(), "/accounts(accountnumber='7')");
    /// # Ok::<(), earlybound::RequestError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns the errors of [`body`](Self::body), and one if the key cannot stand in an address or the row has others
    /// with it: only a plain request to create can have them.
    pub fn upsert(&self, row: impl Into<Key<R>>) -> Result<Request<Option<Id<R>>>, RequestError> {
        Ok(update::patch(&self.change, Purpose::Upsert, &row.into())?.answered_with())
    }
}

fn related<R: Row, N: Navigation<R>>(
    relationship: N,
    column: Option<&'static str>,
    given: Option<&'static str>,
    rows: RelatedRows,
) -> Related {
    let navigation_property = relationship.property();
    Related { relationship: relationship.schema_name(), navigation_property, column, given, rows }
}

/// Adds rows to those of the same relationship. What cannot be added to them stands beside them, and is a problem when
/// the body is written.
fn relate(change: &mut Change, new: Related) {
    let known = change.related.iter_mut().find(|related| related.relationship == new.relationship);
    match (known.map(|related| &mut related.rows), new.rows) {
        (Some(RelatedRows::New(rows)), RelatedRows::New(more)) => rows.extend(more),
        (Some(RelatedRows::Existing(rows)), RelatedRows::Existing(more)) => rows.extend(more),
        (_, rows) => change.related.push(Related { rows, ..new }),
    }
}

fn request(change: &Change) -> Result<Request, RequestError> {
    let body = body::print(change, Purpose::Create, None)?;
    let set = entity_set(change.table.logical_name, change.table.entity_set_name)?;
    Ok(Request::new(HttpMethod::Post, format!("/{set}")).with_body(body))
}
