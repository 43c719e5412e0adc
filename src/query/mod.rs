//! Queries: what to ask the Web API for, and reading the answers.
//!
//! A [`Query`] is made of the constants of generated code, so that a column of another table, or a value of another
//! type, does not compile. Options that the service would reject have no method, or are an error before anything is sent.
//!
//! <https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query/overview>

mod builder;
mod columns;
mod comparable;
mod compare;
mod condition;
mod draft;
mod expand;
mod expanded;
mod expression;
mod functions;
mod lenient;
mod literal;
pub(crate) mod options;
mod page;
mod path;

pub use builder::{MultiRow, Paged, Query, Single, Top, Unlimited};
pub use columns::{AnyColumn, Columns};
pub use comparable::{Comparable, Dated, Ordered, Ranged, RowReference, Selectable, Timed};
pub use condition::{Combine, Condition, QueryFunction, Standard};
pub use expand::{Expand, Expands, Filterable, Follow, Limitable, Limited, Many, Nestable, Nested, One, Pairs, Shape};
pub use expanded::Expanded;
pub use lenient::{Lenient, RowError};
pub(crate) use options::Child;
pub use page::Page;
pub use path::{Path, Route};
