//! The uses of a column, as types.

use core::marker::PhantomData;

/// The validity of a column: for creating, updating and reading.
///
/// A use that the reference does not rule out counts as valid: the service has the last word.
#[derive(Clone, Copy, Debug)]
pub enum Valid<const CREATE: bool, const UPDATE: bool, const READ: bool> {}

/// Valid for everything.
pub type ReadWrite = Valid<true, true, true>;
/// Can be read, and neither be set nor be changed.
pub type ReadOnly = Valid<false, false, true>;
/// Can be set when a row is created, and not be changed later.
pub type CreateOnly = Valid<true, false, true>;
/// Can be changed, and not be set when a row is created.
pub type UpdateOnly = Valid<false, true, true>;

/// A column of a type that no key has, such as a text of several lines; otherwise with the validity `A`. A value of
/// another column may have the same Rust type, so the column says it.
#[derive(Clone, Copy, Debug)]
pub struct NotForKeys<A = ReadWrite>(PhantomData<fn() -> A>);

/// A column that can be set when a row is created.
#[diagnostic::on_unimplemented(
    message = "this column cannot be set when a row is created",
    label = "not valid for create",
    note = "the column's documentation says what it is valid for"
)]
pub trait ForCreate {}

/// A column that can be changed.
#[diagnostic::on_unimplemented(
    message = "this column cannot be changed",
    label = "not valid for update",
    note = "the column's documentation says what it is valid for"
)]
pub trait ForUpdate {}

/// A column that can be asked for.
#[diagnostic::on_unimplemented(
    message = "this column cannot be read",
    label = "not valid for read",
    note = "the column's documentation says what it is valid for"
)]
pub trait ForRead {}

/// A column that can be part of an alternate key.
/// (<https://learn.microsoft.com/power-apps/developer/data-platform/define-alternate-keys-entity>)
#[diagnostic::on_unimplemented(
    message = "this column cannot be part of a key",
    label = "not a type of keys",
    note = "name the row by its id, or by columns that hold texts of one line, whole or decimal numbers, dates, lookups or \
            choices"
)]
pub trait ForKeys {}

impl<const UPDATE: bool, const READ: bool> ForCreate for Valid<true, UPDATE, READ> {}
impl<const CREATE: bool, const READ: bool> ForUpdate for Valid<CREATE, true, READ> {}
impl<const CREATE: bool, const UPDATE: bool> ForRead for Valid<CREATE, UPDATE, true> {}
impl<const CREATE: bool, const UPDATE: bool, const READ: bool> ForKeys for Valid<CREATE, UPDATE, READ> {}

impl<A: ForCreate> ForCreate for NotForKeys<A> {}
impl<A: ForUpdate> ForUpdate for NotForKeys<A> {}
impl<A: ForRead> ForRead for NotForKeys<A> {}

/// A column that may be without a value.
#[derive(Clone, Copy, Debug)]
pub enum Optional {}

/// A column that the platform requires a value of.
#[derive(Clone, Copy, Debug)]
pub enum Required {}

/// A column that can be cleared.
#[diagnostic::on_unimplemented(
    message = "this column cannot be cleared",
    label = "the platform requires a value",
    note = "set another value instead"
)]
pub trait Nullable {}

impl Nullable for Optional {}
