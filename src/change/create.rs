//! Creating a row.

use core::fmt;
use core::marker::PhantomData;
use std::borrow::Cow;

use earlybound_schema::HttpMethod;
use serde::{Serialize, Serializer};
use uuid::Uuid;

use super::builder::columns;
use super::{Assignment, Change, Purpose, Related, RelatedRows};
use super::{body, rows};
use crate::column::{Column, ForCreate, IntoTarget, IntoValue, ManyToOne, Navigation, Nullable, OneToMany, ToMany};
use crate::id::Id;
use crate::lookup::{Lookup, Target};
use crate::request::{Request, RequestError, entity_set};
use crate::table::Table;
use crate::wire::Row;
use crate::wire::{Field, Value};

/// A new row of `R`: only what was said is sent.
///
/// ```
/// use earlybound::{Create, Id, Uuid};
/// use earlybound_generated::{Account, MsdynOcliveworkitem, msdyn_ocliveworkitem};
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
/// What cannot be sent does not compile: a column that is not valid for create,
///
/// ```compile_fail
/// # use earlybound::{Create, Timestamp};
/// # use earlybound_generated::{Contact, contact};
/// let _ = Create::<Contact>::new().set(contact::CREATEDON, Timestamp::UNIX_EPOCH);
/// ```
///
/// a value of another type,
///
/// ```compile_fail
/// # use earlybound::Create;
/// # use earlybound_generated::{Contact, contact};
/// let _ = Create::<Contact>::new().set(contact::FIRSTNAME, 7);
/// ```
///
/// a column of another table,
///
/// ```compile_fail
/// # use earlybound::Create;
/// # use earlybound_generated::{Contact, account};
/// let _ = Create::<Contact>::new().set(account::NAME, "Contoso");
/// ```
///
/// a row of a table that the lookup does not lead to,
///
/// ```compile_fail
/// # use earlybound::{Create, Id, Uuid};
/// # use earlybound_generated::{Contact, Task, contact};
/// let task: Id<Task> = Uuid::nil().into();
/// let _ = Create::<Contact>::new().bind(contact::PARENTCUSTOMERID, task);
/// ```
///
/// and no value where the platform requires one.
///
/// ```compile_fail
/// # use earlybound::Create;
/// # use earlybound_generated::{Contact, contact};
/// let _ = Create::<Contact>::new().clear(contact::OWNERID);
/// ```
#[must_use = "nothing is created until a client sends the request"]
pub struct Create<R> {
    pub(crate) change: Change,
    row: PhantomData<fn() -> R>,
}

columns!(Create, ForCreate, Create);

impl<R: Row> Create<R> {
    /// Creates a copy of a row: the values that it has, and the parties of an activity. Expanded rows are left out.
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
        relate(
            &mut self.change,
            relationship.schema_name,
            relationship.property(),
            RelatedRows::One(Box::new(row.change)),
        );
        self
    }

    /// Creates rows along with this one that point to it.
    pub fn insert_all<To: Row>(
        mut self,
        relationship: OneToMany<R, To>,
        rows: impl IntoIterator<Item = Create<To>>,
    ) -> Self {
        let rows = rows.into_iter().map(|row| row.change).collect();
        relate(&mut self.change, relationship.schema_name, relationship.property(), RelatedRows::Many(rows));
        self
    }

    /// Relates the new row to rows that exist.
    pub fn bind_all<N: ToMany<R, To: Table>>(
        mut self,
        relationship: N,
        rows: impl IntoIterator<Item = Id<N::To>>,
    ) -> Self {
        let rows = rows.into_iter().map(Id::uuid).collect();
        let rows = RelatedRows::Existing(N::To::LOGICAL_NAME, N::To::ENTITY_SET_NAME, rows);
        relate(&mut self.change, relationship.schema_name(), relationship.property(), rows);
        self
    }

    /// The body of the request, in JSON.
    ///
    /// # Errors
    ///
    /// Returns an error that names all columns that cannot be written.
    pub fn body(&self) -> Result<String, RequestError> {
        body::print(&self.change, Purpose::Create)
    }

    /// The request. It is answered with the address of the new row (`OData-EntityId`).
    ///
    /// # Errors
    ///
    /// Returns the errors of [`body`](Self::body), and one if the entity set of the table is not known.
    pub fn request(&self) -> Result<Request, RequestError> {
        request(&self.change)
    }
}

fn relate(
    change: &mut Change,
    relationship: &'static str,
    navigation_property: Option<&'static str>,
    rows: RelatedRows,
) {
    change.related.retain(|related| related.relationship != relationship);
    change.related.push(Related { relationship, navigation_property, rows });
}

fn request(change: &Change) -> Result<Request, RequestError> {
    let body = body::print(change, Purpose::Create)?;
    let set = entity_set(change.table.logical_name, change.table.entity_set_name)?;
    Ok(Request::new(HttpMethod::Post, format!("/{set}")).with_body(body))
}
