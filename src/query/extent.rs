//! The number of rows that a query finds, and what can be said about them then.

use super::delta::Delta;
use super::page::Page;

/// All rows, in pages of 5,000.
#[derive(Clone, Copy, Debug)]
pub enum Unlimited {}
/// The first rows.
#[derive(Clone, Copy, Debug)]
pub enum Top {}
/// All rows, in pages of a size.
#[derive(Clone, Copy, Debug)]
pub enum Paged {}
/// One row.
#[derive(Clone, Copy, Debug)]
pub enum Single {}
/// The row that a lookup points to, if it points to one.
#[derive(Clone, Copy, Debug)]
pub enum AtMostOne {}
/// All rows, and a link to what changes afterwards.
#[derive(Clone, Copy, Debug)]
pub enum Tracked {}

/// The number of rows that a query finds, which decides the type of its answer.
pub trait Extent {
    /// The answer, of rows that are read as `P`.
    type Answer<P>;
}
impl Extent for Unlimited {
    type Answer<P> = Page<P>;
}
impl Extent for Top {
    type Answer<P> = Page<P>;
}
impl Extent for Paged {
    type Answer<P> = Page<P>;
}
impl Extent for Single {
    type Answer<P> = P;
}
impl Extent for AtMostOne {
    type Answer<P> = Option<P>;
}
impl Extent for Tracked {
    type Answer<P> = Delta<P>;
}

/// A query that can find several rows.
#[diagnostic::on_unimplemented(
    message = "this query cannot be filtered, sorted or counted",
    label = "only queries for several rows can be",
    note = "a query by a key finds one row, and one that tracks changes finds all rows"
)]
pub trait MultiRow {}
impl MultiRow for Unlimited {}
impl MultiRow for Top {}
impl MultiRow for Paged {}

/// A query whose rows nothing limits so far.
#[diagnostic::on_unimplemented(
    message = "the rows of this query are limited already",
    label = "only a query for all rows can be",
    note = "ask for the first rows, for pages of a size, or for changes: the service ignores `$top` where pages have a size, and \
            refuses it where changes are tracked"
)]
pub trait Unbounded {}
impl Unbounded for Unlimited {}

/// A query that can find more rows than one page holds.
#[diagnostic::on_unimplemented(message = "a query for one row has no further pages")]
pub trait Continued: Extent {}
impl Continued for Unlimited {}
impl Continued for Top {}
impl Continued for Paged {}
impl Continued for Tracked {}

/// A query that can expand relationships: any but one that tracks changes.
#[diagnostic::on_unimplemented(
    message = "a query that tracks changes cannot expand relationships",
    label = "not allowed for this query",
    note = "the service refuses it: ask for the related rows in a query of their own"
)]
pub trait Expandable {}
impl Expandable for Unlimited {}
impl Expandable for Top {}
impl Expandable for Paged {}
impl Expandable for Single {}
impl Expandable for AtMostOne {}
