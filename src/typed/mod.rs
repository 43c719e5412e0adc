//! The typed constants of generated code: columns and relationships, with what the compiler needs to know of them.
//!
//! Each is a place in the table's metadata and dereferences to what stands there, so that a constant answers
//! `account::NAME.display_name` as well as it names the column in a query.

mod access;
mod column;
mod relationship;

pub use access::{
    CreateOnly, ForCreate, ForRead, ForUpdate, Nullable, Optional, ReadOnly, ReadWrite, Required, UpdateOnly, Valid,
};
pub use column::{Column, IntoTarget, IntoValue};
pub use relationship::{ManyToMany, ManyToOne, Navigation, OneToMany, Undescribed};
