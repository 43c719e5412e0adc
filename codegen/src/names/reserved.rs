//! Names that generated code has for itself, or takes from the language and from `earlybound`.

use super::scope::Reserved;
use super::{MESSAGES, REFERENCED, SHARED};

/// Modules and files of the root, which no table may take.
pub(super) const RESERVED_MODULES: &[&str] = &[REFERENCED, MESSAGES, SHARED, "r#mod", "lib", "main", "include"];

/// Types that generated code calls by their short names.
pub(super) const RESERVED_TYPES: &[&str] = &[
    // Of the language and its prelude.
    "Self",
    "Option",
    "Some",
    "None",
    "Result",
    "Ok",
    "Err",
    "String",
    "Vec",
    "Box",
    "Default",
    "Clone",
    "Copy",
    "Debug",
    "Drop",
    "Eq",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Hash",
    "From",
    "Into",
    "TryFrom",
    "TryInto",
    "AsRef",
    "AsMut",
    "Iterator",
    "IntoIterator",
    "FromIterator",
    "DoubleEndedIterator",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Send",
    "Sync",
    "Sized",
    "Unpin",
    "ToOwned",
    "ToString",
    // Of `earlybound`.
    "Annotations",
    "Choice",
    "Column",
    "CreateOnly",
    "Date",
    "DateTime",
    "Decimal",
    "EntityReference",
    "Id",
    "Key",
    "LazyTable",
    "Lookup",
    "ManagedProperty",
    "ManyToMany",
    "ManyToOne",
    "NotForKeys",
    "OneToMany",
    "ReadOnly",
    "ReadWrite",
    "Required",
    "Row",
    "Schema",
    "Table",
    "TableMetadata",
    "Target",
    "Timestamp",
    "UnknownTable",
    "UpdateOnly",
    "Uuid",
    "Valid",
    // Of every table's module.
    "Event",
    "Message",
];

/// Constants of every table's module.
pub(super) const RESERVED_CONSTANTS: &[&str] = &["FACTS", "TABLE", "WIRE"];

/// The names as a scope takes them.
pub(super) fn reserved(names: &[&str]) -> Reserved {
    names.iter().map(|name| (*name).to_owned()).collect()
}
