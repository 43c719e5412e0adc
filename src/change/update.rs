//! Updating a row.

use core::fmt;
use core::marker::PhantomData;
use std::borrow::Cow;

use earlybound_schema::HttpMethod;
use serde::{Serialize, Serializer};
use uuid::Uuid;

use super::builder::columns;
use super::{Assignment, Change, Purpose};
use super::{body, rows};
use crate::column::{Column, ForUpdate, IntoAssignment, Nullable};
use crate::id::Id;
use crate::lookup::{Lookup, Target};
use crate::request::{IntoTarget, Key, Request, RequestError};
use crate::wire::Row;
use crate::wire::{Field, Value};

/// A change to a row of `R`. Each column is left out, cleared, or given a value; what is left out stays as it is.
///
/// ```
/// use earlybound::{Id, Update, Uuid};
/// use dataverse::{Contact, contact};
///
/// let ada: Id<Contact> = Uuid::from_u128(7).into();
/// let update = Update::<Contact>::new().set(contact::LASTNAME, "Lovelace").clear(contact::FAX);
/// let request = update.request(ada)?;
/// assert_eq!(request.path(), "/contacts(00000000-0000-0000-0000-000000000007)");
/// assert_eq!(request.body(), Some(r#"{"fax":null,"lastname":"Lovelace"}"#));
/// assert_eq!(request.header("If-Match"), Some("*"), "a row that is not there is not created");
/// # Ok::<(), earlybound::RequestError>(())
/// ```
///
/// A column that cannot be changed does not compile:
///
/// ```compile_fail
/// # use earlybound::{Id, Update, Uuid};
/// # use dataverse::{Contact, contact};
/// let _ = Update::<Contact>::new().set(contact::CONTACTID, Uuid::nil());
/// ```
#[must_use = "nothing is changed until a client sends the request"]
pub struct Update<R> {
    pub(crate) change: Change,
    row: PhantomData<fn() -> R>,
}

columns!(Update, ForUpdate, Update);

impl<R: Row> Update<R> {
    /// Returns the update that turns a row as it was read into a changed copy: the differences, and nothing else.
    ///
    /// ```
    /// use earlybound::Update;
    /// use dataverse::Contact;
    ///
    /// let before: Contact = serde_json::from_str(r#"{"firstname": "Ada", "lastname": "Byron", "fax": "7"}"#)?;
    /// let after = Contact { lastname: Some("Lovelace".to_owned()), fax: None, ..before.clone() };
    /// assert_eq!(Update::between(&before, &after)?.body()?, r#"{"fax":null,"lastname":"Lovelace"}"#);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error that names every column that is different and cannot be changed or cleared.
    pub fn between(before: &R, after: &R) -> Result<Self, RequestError> {
        let mut change = Change::new(R::table());
        let mut problems = Vec::new();
        before
            .fields(&mut |before| after.fields(&mut |after| rows::compare(&mut change, before, after, &mut problems)));
        RequestError::unless(Self { change, row: PhantomData }, problems)
    }

    /// Returns whether nothing is to be changed: then there is no need to send anything.
    pub fn is_empty(&self) -> bool {
        self.change.columns.is_empty()
    }

    /// The body of the request, in JSON.
    ///
    /// # Errors
    ///
    /// Returns an error that names all columns that cannot be written.
    pub fn body(&self) -> Result<String, RequestError> {
        body::print(&self.change, Purpose::Update, None)
    }

    /// The request that changes a row, and fails where there is no such row. It is answered with the id, unless the
    /// service names the row by its key or not at all. To change it only if nobody else did
    /// since it was read, add [`if_match`](Request::if_match) with its entity tag.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`body`](Self::body), and one if the entity set of the table is not known.
    pub fn request(&self, row: impl Into<Key<R>>) -> Result<Request<Option<Id<R>>>, RequestError> {
        Ok(patch(&self.change, Purpose::Update, &row.into())?.having("If-Match", "*").answered_with())
    }

    /// The request that changes a row, or creates it where there is none. With [`if_new`](Request::if_new) it only
    /// creates.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`request`](Self::request).
    pub fn upsert(&self, row: impl Into<Key<R>>) -> Result<Request<Option<Id<R>>>, RequestError> {
        Ok(patch(&self.change, Purpose::Upsert, &row.into())?.answered_with())
    }
}

/// The request that changes the row of a key. What the key says is not said again.
pub(super) fn patch<R: Row>(change: &Change, purpose: Purpose, row: &Key<R>) -> Result<Request, RequestError> {
    let body = body::print(change, purpose, Some(row.by()))?;
    Ok(Request::new(HttpMethod::Patch, row.path()?).with_body(body))
}
