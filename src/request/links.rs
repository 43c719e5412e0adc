//! Linking rows that exist: references along relationships (`$ref`).

use earlybound_schema::HttpMethod;

use super::Request;
use super::address::{created_row, identifier, whole};
use super::error::RequestError;
use super::json::Json;
use super::key::{self, Key};
use super::problem::RequestProblem;
use crate::column::{ManyToOne, Navigation, ToMany};
use crate::table::Table;
use crate::wire::Row;

impl Request {
    /// Points a row at another, instead of the one that it pointed at.
    ///
    /// # Errors
    ///
    /// Returns an error if the entity set of a table or the navigation property is not known.
    pub fn set_reference<R: Row, To: Table>(
        row: impl Into<Key<R>>,
        relationship: ManyToOne<R, To>,
        to: impl Into<Key<To>>,
    ) -> Result<Self, RequestError> {
        let path = reference_of(row.into().path(), relationship.property(), relationship.schema_name);
        let target = to.into().path();
        // Relative to the root of the API.
        with_reference(HttpMethod::Put, path, target.map(|target| target.trim_start_matches('/').to_owned()))
    }

    /// Points a row at none.
    ///
    /// # Errors
    ///
    /// Returns an error if the entity set of the table or the navigation property is not known.
    pub fn clear_reference<R: Row, To>(
        row: impl Into<Key<R>>,
        relationship: ManyToOne<R, To>,
    ) -> Result<Self, RequestError> {
        let path = reference_of(row.into().path(), relationship.property(), relationship.schema_name)?;
        Ok(Self::new(HttpMethod::Delete, path))
    }

    /// Adds a row to those that a row is related to. This one request needs the address of the API
    /// (`https://contoso.crm.dynamics.com/api/data/v9.2`): the row to add is named by its full address.
    ///
    /// ```
    /// use earlybound::{Id, Request, Uuid};
    /// use dataverse::{Account, Task, account};
    ///
    /// let (account, task): (Id<Account>, Id<Task>) = (Uuid::from_u128(1).into(), Uuid::from_u128(2).into());
    /// let root = "https://contoso.crm.dynamics.com/api/data/v9.2";
    /// let request = Request::associate(account, account::one_to_many::ACCOUNT_TASKS, task, root)?;
    /// assert_eq!(request.path(), "/accounts(00000000-0000-0000-0000-000000000001)/Account_Tasks/$ref");
    /// # Ok::<(), earlybound::RequestError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the entity set of a table or the navigation property is not known, or if the root is no address
    /// of a server.
    pub fn associate<R: Row, N: ToMany<R, To: Table>>(
        row: impl Into<Key<R>>,
        relationship: N,
        other: impl Into<Key<N::To>>,
        root: &str,
    ) -> Result<Self, RequestError> {
        let path = reference_of(row.into().path(), relationship.property(), relationship.schema_name());
        let target = other.into().path().and_then(|path| match created_row(&path) {
            Some(_) => Ok(path),
            None => Ok(whole(&path, root)?),
        });
        with_reference(HttpMethod::Post, path, target)
    }

    /// Takes a row from those that a row is related to. The row itself stays.
    ///
    /// # Errors
    ///
    /// Returns an error if the entity set of the table or the navigation property is not known, or if the row to take away
    /// is created by the same change set: then ask from that row, or [clear](Self::clear_reference) its lookup.
    pub fn disassociate<R: Row, N: ToMany<R>>(
        row: impl Into<Key<R>>,
        relationship: N,
        other: impl Into<Key<N::To>>,
    ) -> Result<Self, RequestError> {
        let property = property(relationship.property(), relationship.schema_name());
        let other = key::predicate(relationship.table().unwrap_or_default(), other.into().by())?;
        let path = row.into().path().and_then(|row| Ok(format!("{row}/{}({other})/$ref", property?)))?;
        Ok(Self::new(HttpMethod::Delete, path))
    }
}

fn property(property: Option<&'static str>, relationship: &'static str) -> Result<&'static str, RequestProblem> {
    identifier(property.ok_or(RequestProblem::Relationship { relationship })?)
}

fn reference_of(
    row: Result<String, RequestError>,
    name: Option<&'static str>,
    relationship: &'static str,
) -> Result<String, RequestError> {
    Ok(format!("{}/{}/$ref", row?, property(name, relationship)?))
}

fn with_reference(
    method: HttpMethod,
    path: Result<String, RequestError>,
    target: Result<String, RequestError>,
) -> Result<Request, RequestError> {
    let body = Json::Object(vec![("@odata.id".into(), Json::text(target?))]);
    Ok(Request::new(method, path?).with_body(body.print()))
}
