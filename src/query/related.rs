//! Queries along the relationships of one row.

use core::fmt;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::builder::Query;
use super::draft::Draft;
use super::expand::Expands;
use super::expand::One;
use super::extent::AtMostOne;
use super::options::{Child, Options};
use super::path::step;
use crate::column::{ManyToMany, ManyToOne, Navigation, OneToMany};
use crate::id::uuid_of_address;
use crate::metadata::HttpMethod;
use crate::request::{Key, Request, RequestError, RequestProblem, identifier};
use crate::service::{Answer, FromAnswer, ServiceError};
use crate::value::Uuid;
use crate::wire::{Row, misfit};

macro_rules! collection {
    ($relationship:ident) => {
        impl<R: Row, To: Row> $relationship<R, To> {
            /// Returns a query for the rows that this leads to from one row.
            ///
            /// ```
            /// use earlybound::{Id, Uuid};
            /// use dataverse::account::one_to_many::ACCOUNT_TASKS;
            /// use dataverse::{Account, task};
            ///
            /// let account: Id<Account> = Uuid::from_u128(1).into();
            /// let request = ACCOUNT_TASKS.rows_of(account).select(task::SUBJECT).request()?;
            /// assert_eq!(
            ///     request.path(),
            ///     "/accounts(00000000-0000-0000-0000-000000000001)/Account_Tasks?$select=subject"
            /// );
            /// # Ok::<(), earlybound::RequestError>(())
            /// ```
            pub fn rows_of(self, row: impl Into<Key<R>>) -> Query<To> {
                Query::of(Draft::new(path(row.into(), self)))
            }
        }

        impl<R: Row, To> $relationship<R, To> {
            /// Returns the request for the addresses of the rows that this leads to from one row (`/$ref`).
            ///
            /// # Errors
            ///
            /// Returns an error if the reference does not state a name that the path needs.
            pub fn references_of(self, row: impl Into<Key<R>>) -> Result<Request<References>, RequestError> {
                let path = path(row.into(), self)? + "/$ref";
                Ok(Request::new(HttpMethod::Get, path).answered_with())
            }
        }
    };
}

collection!(OneToMany);
collection!(ManyToMany);

impl<R: Row, To: Row> ManyToOne<R, To> {
    /// Returns a query for the row that this leads to from one row. The answer is `None` if it leads to none.
    ///
    /// ```
    /// use earlybound::{Id, Uuid};
    /// use dataverse::account::many_to_one::ACCOUNT_PRIMARY_CONTACT;
    /// use dataverse::{Account, contact};
    ///
    /// let account: Id<Account> = Uuid::from_u128(1).into();
    /// let request = ACCOUNT_PRIMARY_CONTACT.row_of(account).select(contact::FULLNAME).request()?;
    /// assert_eq!(
    ///     request.path(),
    ///     "/accounts(00000000-0000-0000-0000-000000000001)/primarycontactid?$select=fullname"
    /// );
    /// # Ok::<(), earlybound::RequestError>(())
    /// ```
    pub fn row_of(self, row: impl Into<Key<R>>) -> Query<To, AtMostOne> {
        Query::of(Draft::new(path(row.into(), self)))
    }
}

impl<R: Row, To> ManyToOne<R, To> {
    /// The address of the row that this leads to (`/$ref`), which can be expanded instead of the row.
    ///
    /// ```
    /// use dataverse::account::many_to_one::ACCOUNT_PRIMARY_CONTACT;
    /// use dataverse::{Account, account};
    ///
    /// let query = Account::query().select(account::NAME).expand(ACCOUNT_PRIMARY_CONTACT.reference());
    /// assert_eq!(query.request()?.path(), "/accounts?$select=name&$expand=primarycontactid/$ref");
    /// # Ok::<(), earlybound::RequestError>(())
    /// ```
    pub const fn reference(self) -> Reference<R, To> {
        Reference { relationship: self }
    }
}

/// The address of a row, as [`expand`](Query::expand) takes it.
pub struct Reference<R, To> {
    relationship: ManyToOne<R, To>,
}

impl<R: Row, To> fmt::Debug for Reference<R, To> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}/$ref", self.relationship)
    }
}

impl<R: Row, To> Expands<R> for Reference<R, To> {
    type Shape = One;

    fn into_child(self) -> Child {
        let step = step(self.relationship);
        Child { step, to_many: false, pairs: false, reference: true, options: Options::default() }
    }
}

fn path<R: Row>(row: Key<R>, relationship: impl Navigation<R>) -> Result<String, RequestError> {
    let missing = || RequestProblem::Relationship { relationship: relationship.schema_name() };
    let property = relationship.property().ok_or_else(missing);
    Ok(format!("{}/{}", row.path()?, identifier(property?)?))
}

/// The rows that a relationship leads to, by their ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct References {
    /// The ids.
    pub ids: Vec<Uuid>,
    /// The address of the next page; `None` on the last one.
    pub next_link: Option<String>,
}

impl FromAnswer for References {
    fn from_answer(answer: Answer) -> Result<Self, ServiceError> {
        answer.json()
    }
}

impl<'de> Deserialize<'de> for References {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ReferencesVisitor)
    }
}

const NO_ID: &str = "an address that names no row by its id";

struct ReferencesVisitor;

impl<'de> Visitor<'de> for ReferencesVisitor {
    type Value = References;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("addresses of rows")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<References, A::Error> {
        let mut ids = None;
        let mut next_link = None;
        while let Some(name) = map.next_key::<String>()? {
            match name.as_str() {
                "value" => {
                    let items = map.next_value::<Vec<serde_json::Value>>()?;
                    ids = Some(
                        items.iter().map(id_of).collect::<Option<Vec<_>>>().ok_or_else(|| A::Error::custom(NO_ID))?,
                    );
                }
                "@odata.nextLink" => next_link = map.next_value()?,
                "error" => misfit::refuse_error(&map.next_value::<Box<RawValue>>()?)?,
                _ => _ = map.next_value::<IgnoredAny>()?,
            }
        }
        Ok(References { ids: ids.ok_or_else(|| A::Error::missing_field("value"))?, next_link })
    }
}

/// Returns the id in the address of a row.
fn id_of(item: &serde_json::Value) -> Option<Uuid> {
    uuid_of_address(item.get("@odata.id")?.as_str()?)
}
