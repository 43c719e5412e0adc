//! Columns and relationships as typed constants, and what the compiler knows of them.
//!
//! Each constant holds the name of its item and dereferences to the entry in the table's metadata, so that
//! `account::NAME.display_name` works as well as naming the column in a query.

mod access;
mod handle;
mod relationship;

pub use access::{
    CreateOnly, ForCreate, ForKeys, ForRead, ForUpdate, NotForKeys, Nullable, Optional, ReadOnly, ReadWrite, Required,
    UpdateOnly, Valid,
};
pub use handle::{Column, Given, IntoAssignment, IntoValue, Optionally};
pub use relationship::{ManyToMany, ManyToOne, Navigation, OneToMany, ToMany, UnknownTable};
