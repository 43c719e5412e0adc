//! Queries: what to ask the Web API for, and reading the answers.
//!
//! A [`Query`] is made of the constants of generated code, so that a column of another table, or a value of another
//! type, does not compile. Options that the service would reject have no method, or are an error before anything is sent.
//!
//! <https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query/overview>

mod aggregate;
mod answer;
mod apply;
mod builder;
mod columns;
mod comparable;
mod compare;
mod condition;
mod delta;
mod draft;
mod expand;
mod expanded;
mod expression;
mod extent;
pub mod fetch;
mod functions;
mod lenient;
mod literal;
mod named;
pub(crate) mod options;
mod page;
mod path;
mod related;

pub use aggregate::{Aggregate, DatePart, Summable};
pub use apply::Aggregation;
pub use builder::Query;
pub use columns::{AnyColumn, Columns};
pub use comparable::{Comparable, Dated, Ordered, Ranged, RowReference, Selectable, Timed};
pub use condition::{Combine, Condition, QueryFunction, Standard};
pub use delta::{DeletedRow, Delta};
pub use expand::{Expand, Expands, Filterable, Follow, Limitable, Limited, Many, Nestable, Nested, One, Pairs, Shape};
pub use expanded::Expanded;
pub use extent::{
    AtMostOne, Continued, Expandable, Extent, MultiRow, Paged, Single, Top, Tracked, Unbounded, Unlimited,
};
pub use fetch::Fetch;
pub use lenient::{Lenient, RowError};
pub(crate) use literal::encode;
pub(crate) use options::Child;
pub use page::Page;
pub use path::{Path, Route};
pub use related::{Reference, References};
