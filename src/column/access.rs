//! The uses of a column, as types.

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

impl<const UPDATE: bool, const READ: bool> ForCreate for Valid<true, UPDATE, READ> {}
impl<const CREATE: bool, const READ: bool> ForUpdate for Valid<CREATE, true, READ> {}
impl<const CREATE: bool, const UPDATE: bool> ForRead for Valid<CREATE, UPDATE, true> {}

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
