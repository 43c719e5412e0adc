//! Errors on the way to rows, and questions that cannot be asked.

use core::fmt;

use crate::request::RequestProblem;
use crate::service::ServiceError;

/// The reason that rows of an organization could not be read.
#[non_exhaustive]
pub enum LiveError<E> {
    /// The client could not send a request.
    Client(E),
    /// The service answered with an error.
    Service(ServiceError),
    /// The row cannot be asked for.
    Request(RequestProblem),
    /// A row of an answer does not say what is needed of it, so that it cannot be planned for.
    Row {
        /// The table of the row.
        table: &'static str,
        /// The property that is not there, or holds something else.
        property: String,
    },
    /// There are more rows than the [limit](super::Live::at_most) allows.
    TooManyRows {
        /// The table whose rows are too many.
        table: &'static str,
        /// The most rows that may be read.
        limit: usize,
    },
    /// The link to the next page is one that was followed before, so that the pages would never end.
    RepeatedLink {
        /// The table whose rows were asked for.
        table: &'static str,
        /// The link, as the service writes it.
        link: String,
    },
    /// Many pages in a row have no rows, and the last one leads to a further page.
    EmptyPages {
        /// The table whose rows were asked for.
        table: &'static str,
        /// The number of these pages.
        pages: u32,
    },
}

impl<E> fmt::Display for LiveError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Client(_) => f.write_str("the client could not send a request"),
            Self::Service(_) => f.write_str("the service answered with an error"),
            Self::Request(_) => f.write_str("the row cannot be asked for"),
            Self::Row { table, property } => {
                write!(f, "the service answered with a row of `{table}` whose `{property}` cannot be read")
            }
            Self::TooManyRows { table, limit } => {
                write!(f, "more than {limit} rows would have to be read, at last of `{table}`")
            }
            Self::RepeatedLink { table, .. } => write!(
                f,
                "the links to further rows of `{table}` lead in a circle: make sure that the client, and anything \
                 between it and the service, sends each link as it is, with all that follows the `?`"
            ),
            Self::EmptyPages { table, pages } => {
                write!(f, "{pages} pages in a row have no row of `{table}`, and the last one leads to a further page")
            }
        }
    }
}

/// The sentence, and that of its cause: `main` shows errors in this form.
impl<E: fmt::Debug> fmt::Debug for LiveError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)?;
        match self {
            Self::Client(error) => write!(f, ": {error:?}"),
            Self::Service(error) => write!(f, ": {error}"),
            Self::Request(problem) => write!(f, ": {problem}"),
            Self::Row { .. } | Self::TooManyRows { .. } | Self::RepeatedLink { .. } | Self::EmptyPages { .. } => Ok(()),
        }
    }
}

impl<E: std::error::Error + 'static> std::error::Error for LiveError<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Client(error) => Some(error),
            Self::Service(error) => Some(error),
            Self::Request(problem) => Some(problem),
            Self::Row { .. } | Self::TooManyRows { .. } | Self::RepeatedLink { .. } | Self::EmptyPages { .. } => None,
        }
    }
}

/// Rows that could not be asked for: those of `table` whose `column` points at rows of `parent_table`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unasked {
    /// The table to look in.
    pub table: &'static str,
    /// The column that points.
    pub column: &'static str,
    /// The table of the rows that are pointed at.
    pub parent_table: &'static str,
    /// The reason that they were not.
    pub reason: UnaskedReason,
}

/// The reason that rows could not be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum UnaskedReason {
    /// The schema does not say what the table is called in addresses.
    NoEntitySet,
    /// The organization has no such table, or no such column.
    NotThere,
    /// The user may not read the table.
    Denied,
}

impl fmt::Display for UnaskedReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoEntitySet => "no page describes the table",
            Self::NotThere => "the organization does not have it",
            Self::Denied => "the user may not read it",
        })
    }
}

impl fmt::Display for Unasked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{} -> {}: {}", self.table, self.column, self.parent_table, self.reason)
    }
}
