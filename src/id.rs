//! Typed row ids.

use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::marker::PhantomData;
use core::str::FromStr;
use std::borrow::Cow;

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};
use uuid::Uuid;

/// The id of a row of the table `T`.
///
/// As small as the [`Uuid`] that it is. Ids of different tables do not mix:
///
/// ```compile_fail
/// # use earlybound::{Id, Uuid};
/// enum Account {}
/// enum Contact {}
/// let account: Id<Account> = Id::new(Uuid::nil());
/// let contact: Id<Contact> = account;
/// ```
///
/// It reads and prints as the service writes ids:
///
/// ```
/// # use earlybound::Id;
/// enum Account {}
/// let id: Id<Account> = "5531D753-95AF-E711-A94E-000D3A11E605".parse()?;
/// assert_eq!(id.to_string(), "5531d753-95af-e711-a94e-000d3a11e605");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Id<T> {
    uuid: Uuid,
    // A function type: an id is `Send` and `Sync` whatever `T` is, and owns no `T`.
    table: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// The id of that number.
    pub const fn new(uuid: Uuid) -> Self {
        Self { uuid, table: PhantomData }
    }

    /// The id without its table.
    pub const fn uuid(self) -> Uuid {
        self.uuid
    }
}

// By hand: derives would ask of `T` what only the number needs.
impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Id<T> {}

impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.uuid == other.uuid
    }
}

impl<T> Eq for Id<T> {}

impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.uuid.cmp(&other.uuid)
    }
}

impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.uuid.hash(state);
    }
}

impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Id({})", self.uuid)
    }
}

impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.uuid, f)
    }
}

impl<T> From<Uuid> for Id<T> {
    fn from(uuid: Uuid) -> Self {
        Self::new(uuid)
    }
}

impl<T> From<Id<T>> for Uuid {
    fn from(id: Id<T>) -> Self {
        id.uuid
    }
}

impl<T> FromStr for Id<T> {
    type Err = uuid::Error;

    /// Reads any form of a UUID, with or without braces and hyphens, and the address of a row that ends in one, as the
    /// header `OData-EntityId` has it. Which table the address names is not looked at.
    fn from_str(text: &str) -> Result<Self, uuid::Error> {
        uuid_of_address(text).map_or_else(|| text.parse(), Ok).map(Self::new)
    }
}

/// As the service writes ids, for structs of your own such as the results of messages.
impl<T> Serialize for Id<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.uuid)
    }
}

impl<'de, T> Deserialize<'de> for Id<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(|_| D::Error::custom(format_args!("`{text}` is no id")))
    }
}

/// The id of an address that ends in one: `…/accounts(7eb682f1-ca75-e511-80d4-00155d2a68d1)`. The address of a row that
/// is named by other columns has none.
pub(crate) fn uuid_of_address(address: &str) -> Option<Uuid> {
    let (_, key) = address.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    // A row of an elastic table is named by its partition as well: a text, in which anything can stand.
    let outside_of_texts: String = key.split('\'').step_by(2).collect();
    outside_of_texts.split(',').find_map(|part| match part.split_once('=') {
        None => part.parse().ok(),
        // A lookup in a key is the id of another row.
        Some((name, id)) => id.parse().ok().filter(|_| !name.trim_start().starts_with('_')),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Implements nothing, so that what the tests use cannot hang on it.
    enum Bare {}

    #[test]
    fn asks_nothing_of_the_table() {
        fn usable<I: Copy + Ord + Hash + fmt::Debug + fmt::Display + Send + Sync + FromStr>() {}
        usable::<Id<Bare>>();
        usable::<Id<core::cell::Cell<*const Bare>>>();
    }

    #[test]
    fn costs_no_more_than_its_number() {
        assert_eq!(size_of::<Id<Bare>>(), 16);
    }

    #[test]
    fn orders_as_its_number() {
        let [low, high] = [1, 2].map(|number| Id::<Bare>::new(Uuid::from_u128(number)));
        assert!(low < high);
        assert_eq!(Uuid::from(high), Uuid::from_u128(2));
        assert_eq!(format!("{low:?}"), "Id(00000000-0000-0000-0000-000000000001)");
        assert!("account".parse::<Id<Bare>>().is_err());
    }

    #[test]
    fn reads_addresses() {
        let id = Id::<Bare>::new(Uuid::from_u128(1));
        for address in [
            "https://contoso.crm.dynamics.com/api/data/v9.2/bares(00000000-0000-0000-0000-000000000001)",
            "/bares(00000000-0000-0000-0000-000000000001)",
            "bares(bareid=00000000-0000-0000-0000-000000000001,partitionid='a')",
        ] {
            assert_eq!(address.parse(), Ok(id), "{address}");
        }
        assert!("/bares(name='a')".parse::<Id<Bare>>().is_err());
    }
}
