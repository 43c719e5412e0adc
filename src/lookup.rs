//! References from one row to another.

use core::fmt;
use std::borrow::Cow;

use uuid::Uuid;

use crate::id::Id;
use crate::table::Table;

/// A reference to a row whose table is known at run time only, if at all.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct EntityReference {
    /// The logical name of the row's table. The service sends it as an annotation, and only when asked for it.
    pub table: Option<Cow<'static, str>>,
    /// The row.
    pub id: Uuid,
}

impl EntityReference {
    /// A reference to a row of a table that is known.
    ///
    /// ```
    /// use earlybound::{EntityReference, Uuid};
    ///
    /// let reference = EntityReference::new("account", Uuid::nil());
    /// assert_eq!(reference.table.as_deref(), Some("account"));
    /// ```
    pub fn new(table: impl Into<Cow<'static, str>>, id: Uuid) -> Self {
        Self { table: Some(table.into()), id }
    }

    /// A reference to a row whose table is not known.
    pub const fn untyped(id: Uuid) -> Self {
        Self { table: None, id }
    }
}

impl<T: Table> From<Id<T>> for EntityReference {
    fn from(id: Id<T>) -> Self {
        Self::new(T::LOGICAL_NAME, id.uuid())
    }
}

/// The target of a lookup.
///
/// A lookup on one table points to an [`Id`] of it; a lookup on several to an enum, which generated code brings along;
/// a lookup whose targets the reference does not name to an [`EntityReference`].
///
/// ```
/// use earlybound::{Id, Lookup, Target, Uuid};
/// use dataverse::Contact;
/// use dataverse::contact::ParentCustomerIdTarget;
///
/// let parent: Lookup<ParentCustomerIdTarget> = Lookup::new(ParentCustomerIdTarget::Account(Id::new(Uuid::nil())));
/// let words = match &parent.target {
///     ParentCustomerIdTarget::Account(account) => format!("the account {account}"),
///     ParentCustomerIdTarget::Contact(contact) => format!("the contact {contact}"),
///     ParentCustomerIdTarget::Other(other) => format!("a row of {:?}", other.table),
/// };
/// assert!(words.starts_with("the account 0000"));
/// assert_eq!(parent.target.table(), Some("account"));
/// ```
pub trait Target: Sized + 'static {
    /// The logical names of the tables that the reference names. Empty where it names none.
    const TABLES: &'static [&'static str];

    /// These tables with their names in Web API addresses, as far as the reference states them.
    const ENTITY_SETS: &'static [(&'static str, Option<&'static str>)];

    /// The target that a reference leads to.
    ///
    /// # Errors
    ///
    /// Returns the reference if this type cannot hold its table. Enums hold every table (`Other`) and never fail.
    fn from_reference(reference: EntityReference) -> Result<Self, EntityReference>;

    /// The logical name of the row's table, where it is known, and the row.
    fn parts(&self) -> (Option<&str>, Uuid);

    /// The logical name of the row's table; `None` if it is not known.
    fn table(&self) -> Option<&str> {
        self.parts().0
    }

    /// The row.
    fn id(&self) -> Uuid {
        self.parts().1
    }
}

impl<T: Table> Target for Id<T> {
    const TABLES: &'static [&'static str] = &[T::LOGICAL_NAME];
    const ENTITY_SETS: &'static [(&'static str, Option<&'static str>)] = &[(T::LOGICAL_NAME, T::ENTITY_SET_NAME)];

    /// Takes a reference that does not say its table, since there is only one; fails where it says another one.
    fn from_reference(reference: EntityReference) -> Result<Self, EntityReference> {
        match reference.table.as_deref() {
            Some(table) if table != T::LOGICAL_NAME => Err(reference),
            _ => Ok(Self::new(reference.id)),
        }
    }

    fn parts(&self) -> (Option<&str>, Uuid) {
        (Some(T::LOGICAL_NAME), self.uuid())
    }
}

impl Target for EntityReference {
    const TABLES: &'static [&'static str] = &[];
    const ENTITY_SETS: &'static [(&'static str, Option<&'static str>)] = &[];

    fn from_reference(reference: EntityReference) -> Result<Self, EntityReference> {
        Ok(reference)
    }

    fn parts(&self) -> (Option<&str>, Uuid) {
        (self.table.as_deref(), self.id)
    }
}

/// The value of a lookup column.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Lookup<T> {
    /// The row that it points to.
    pub target: T,
    /// The name of that row. The service sends it as an annotation, and only when asked for it; it is never written.
    pub name: Option<String>,
}

impl<T: Target> Lookup<T> {
    /// A lookup that points to a row, of unknown name.
    ///
    /// ```
    /// use earlybound::{Id, Lookup, Table, Target, Uuid};
    ///
    /// enum Account {}
    /// impl Table for Account {
    ///     const LOGICAL_NAME: &'static str = "account";
    /// }
    ///
    /// let lookup = Lookup::new(Id::<Account>::new(Uuid::nil())).named("Contoso");
    /// assert_eq!(lookup.target.table(), Some("account"));
    /// assert_eq!(lookup.name.as_deref(), Some("Contoso"));
    /// ```
    pub const fn new(target: T) -> Self {
        Self { target, name: None }
    }

    /// Adds the name of the row.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }
}

impl<T: Target> From<T> for Lookup<T> {
    fn from(target: T) -> Self {
        Self::new(target)
    }
}

/// Implements [`Target`] for an enum with a variant for the ids of each table and a last one, `Other(EntityReference)`,
/// and what values do: `Clone`, `Debug`, `PartialEq`, `Eq`, `Hash` and `From` for what it can hold.
///
/// ```
/// use earlybound::{EntityReference, Id, Table, Target, Uuid};
///
/// pub enum Account {}
/// impl Table for Account {
///     const LOGICAL_NAME: &'static str = "account";
/// }
///
/// pub enum CustomerTarget {
///     Account(Id<Account>),
///     Other(EntityReference),
/// }
///
/// earlybound::target!(CustomerTarget { Account: Account = "account" });
///
/// let id = Id::<Account>::new(Uuid::from_u128(7));
/// assert_eq!(CustomerTarget::from(id), CustomerTarget::Account(id));
/// let other = CustomerTarget::from(EntityReference::new("contact", id.uuid()));
/// assert_eq!(other.table(), Some("contact"));
/// ```
#[macro_export]
macro_rules! target {
    ($target:ident { $($variant:ident: $row:ty = $table:literal),* $(,)? }) => {
        impl $crate::Target for $target {
            const TABLES: &'static [&'static str] = &[$($table),*];

            const ENTITY_SETS: &'static [(&'static str, ::core::option::Option<&'static str>)] =
                &[$(($table, <$row as $crate::Table>::ENTITY_SET_NAME)),*];

            #[inline]
            fn from_reference(
                reference: $crate::EntityReference,
            ) -> ::core::result::Result<Self, $crate::EntityReference> {
                ::core::result::Result::Ok(::core::convert::From::from(reference))
            }

            #[inline]
            fn parts(&self) -> (::core::option::Option<&str>, $crate::Uuid) {
                match self {
                    $(Self::$variant(id) => (::core::option::Option::Some($table), id.uuid()),)*
                    Self::Other(reference) => reference.parts(),
                }
            }
        }

        impl ::core::convert::From<$crate::EntityReference> for $target {
            #[inline]
            fn from(reference: $crate::EntityReference) -> Self {
                match reference.table.as_deref() {
                    $(::core::option::Option::Some($table) => Self::$variant($crate::Id::new(reference.id)),)*
                    _ => Self::Other(reference),
                }
            }
        }

        $(
            impl ::core::convert::From<$crate::Id<$row>> for $target {
                #[inline]
                fn from(id: $crate::Id<$row>) -> Self {
                    Self::$variant(id)
                }
            }
        )*

        impl ::core::clone::Clone for $target {
            #[inline]
            fn clone(&self) -> Self {
                match self {
                    $(Self::$variant(id) => Self::$variant(*id),)*
                    Self::Other(reference) => Self::Other(::core::clone::Clone::clone(reference)),
                }
            }
        }

        impl ::core::fmt::Debug for $target {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::target_debug(self, ::core::stringify!($target), f)
            }
        }

        impl ::core::cmp::PartialEq for $target {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::Target::parts(self) == $crate::Target::parts(other)
            }
        }

        impl ::core::cmp::Eq for $target {}

        impl ::core::hash::Hash for $target {
            #[inline]
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                ::core::hash::Hash::hash(&$crate::Target::parts(self), state);
            }
        }
    };
}

/// Prints the table and the id.
pub fn target_debug<T: Target>(target: &T, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (table, id) = target.parts();
    write!(f, "{name}({} {id})", table.unwrap_or("?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    enum Account {}

    impl Table for Account {
        const LOGICAL_NAME: &'static str = "account";
    }

    #[test]
    fn a_reference_to_another_table_is_not_mistyped() {
        let contact = EntityReference::new("contact", Uuid::from_u128(1));
        assert_eq!(Id::<Account>::from_reference(contact.clone()), Err(contact));
    }

    #[test]
    fn an_untyped_reference_fits_the_only_table() {
        let id = Uuid::from_u128(1);
        assert_eq!(Id::<Account>::from_reference(EntityReference::untyped(id)), Ok(Id::new(id)));
        assert_eq!(EntityReference::untyped(id).parts(), (None, id));
    }

    #[test]
    fn a_typed_id_says_its_table() {
        let id = Id::<Account>::new(Uuid::from_u128(1));
        assert_eq!(EntityReference::from(id), EntityReference::new("account".to_owned(), id.uuid()));
        assert_eq!(Lookup::from(id).target.parts(), (Some("account"), id.uuid()));
    }
}
