//! The rows that lookups can be bound to.

use super::error::RequestError;
use super::key::Key;
use crate::id::Id;
use crate::lookup::Target;
use crate::table::Table;

/// A row that a lookup with the target type `T` can be bound to: the ids and keys of the tables that it leads to, and
/// references. `M` tells the kinds apart and is inferred.
#[diagnostic::on_unimplemented(
    message = "a lookup on `{T}` cannot point to `{Self}`",
    label = "the lookup cannot point at this row",
    note = "the lookup's documentation names the tables that it leads to; a bare `Uuid` names none: write `Id::<Account>::from(uuid)`"
)]
pub trait IntoTarget<T: Target, M> {
    #[doc(hidden)]
    fn into_target(self) -> BoundRow<T>;
}

/// A row that a lookup is to point to.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub enum BoundRow<T> {
    /// By its id.
    Target(T),
    /// By an alternate key: its table and its path.
    Key(&'static str, Result<String, RequestError>),
}

/// The row is named by its id.
#[derive(Clone, Copy, Debug)]
pub enum ById {}

/// The row is named by a key.
#[derive(Clone, Copy, Debug)]
pub enum ByKey {}

// Errors shall speak of lookups and rows, not of `Into`.
#[diagnostic::do_not_recommend]
impl<I: Into<T>, T: Target> IntoTarget<T, ById> for I {
    fn into_target(self) -> BoundRow<T> {
        BoundRow::Target(self.into())
    }
}

#[diagnostic::do_not_recommend]
impl<R: Table, T: Target + From<Id<R>>> IntoTarget<T, ByKey> for Key<R> {
    fn into_target(self) -> BoundRow<T> {
        match self.id() {
            Some(id) => BoundRow::Target(id.into()),
            None => BoundRow::Key(R::LOGICAL_NAME, self.path()),
        }
    }
}
