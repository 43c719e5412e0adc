//! Rows of an organization: what a plan asks of the Web API.

/// The methods of a source of rows that both kinds of clients have.
macro_rules! limits {
    ($source:ident<$($parameter:ident),*>) => {
        impl<$($parameter),*> $source<$($parameter),*> {
            /// Gives up if more rows than that would have to be read.
            #[must_use]
            pub const fn at_most(mut self, rows: usize) -> Self {
                self.asking.limit = Some(rows);
                self
            }

            /// Asks for pages of that many rows; of 5,000, unless set.
            #[must_use]
            pub const fn page_size(mut self, rows: u32) -> Self {
                self.asking.page_size = Some(rows);
                self
            }

            /// Returns the questions that could not be asked, so that their answers are not known. Sorted.
            pub fn unasked(&self) -> impl Iterator<Item = &Unasked> {
                self.asking.unasked.iter()
            }

            /// Returns the number of rows that were read.
            pub const fn rows(&self) -> usize {
                self.asking.rows
            }
        }
    };
}

mod asynchronous;
mod error;
mod exchange;
mod layout;
mod names;

use core::time::Duration;
use std::thread;

use super::{Pointing, RowFacts, RowKey, RowSource, RowsQuery};
use crate::request::Request;
use crate::schema::Schema;
use crate::service::Answer;
use exchange::{Asking, Exchange, Turn};

pub use asynchronous::{LiveAsync, live_async};
pub use error::{LiveError, Unasked, UnaskedReason};

/// Rows of an organization, asked for with `send`. [`live`] makes one.
#[derive(Debug)]
pub struct Live<F> {
    asking: Asking,
    send: F,
}

/// Returns a source of the rows of an organization, which a [`Planner`](super::Planner) asks.
///
/// It only reads. `send` sends a request as any client does: its path stands below the root of the API, or is the whole
/// address of a further page, which begins with `https://` and must lead to the same organization before it gets a
/// token. It returns the answer whatever its status is.
///
/// - Rows are asked for by up to 500 parents at a time, with only their id, the lookup, the owner and the state.
/// - The first answer counts: where there are more rows than [`at_most`](Live::at_most) allows, no page is read in vain.
/// - Pages are read until an answer has no link to a next one. A link that comes a second time ends the plan with
///   [`RepeatedLink`](LiveError::RepeatedLink), and so do a hundred pages in a row without a row, with
///   [`EmptyPages`](LiveError::EmptyPages).
/// - Where the service is too busy, it waits as long as the answer says and asks again.
/// - Tables that the schema has no entity set of, that the organization does not have, or that the user may not read,
///   are left out, and [named](Live::unasked). Activities are asked for by their own tables; of `activitypointer` those
///   count that are of no table of the schema.
///
/// ```
/// use earlybound::cascade::{self, PlannedChange, Planner};
/// use earlybound::service::Answer;
/// use earlybound::{Id, Uuid};
/// use dataverse::{Account, SCHEMA};
///
/// # let answer = |path: &str| match path {
/// #     path if path.starts_with("/accounts(") => r#"{"accountid": "00000000-0000-0000-0000-000000000001", "statecode": 0}"#,
/// #     _ => r#"{"@odata.count": 0, "value": []}"#,
/// # };
/// # let client = |path: &str| -> Result<Answer, std::io::Error> { Ok(Answer::new(200, [("Content-Type", "application/json")], answer(path))) };
/// let account: Id<Account> = Uuid::from_u128(1).into();
/// let mut rows = cascade::live(&SCHEMA, |request| client(request.path())).at_most(10_000);
/// let plan = Planner::new(&SCHEMA).to_depth(5).plan(&mut rows, account, PlannedChange::Delete)?;
/// println!("{} steps, {} tables could not be asked", plan.steps().count(), rows.unasked().count());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn live<F, E>(schema: &Schema, send: F) -> Live<F>
where
    F: FnMut(&Request) -> Result<Answer, E>,
{
    Live { asking: Asking::new(schema), send }
}

limits!(Live<F>);

impl<F, E> Live<F>
where
    F: FnMut(&Request) -> Result<Answer, E>,
{
    /// Returns the names of rows, as users see them; `None` for rows without one, and for those of tables whose name
    /// column is not known.
    ///
    /// # Errors
    ///
    /// Returns an error if the service cannot be asked.
    pub fn names(&mut self, rows: &[RowKey]) -> Result<Vec<Option<String>>, LiveError<E>> {
        let mut found = names::Names::default();
        for (mut exchange, title) in names::exchanges(&self.asking, rows) {
            self.ask(&mut exchange, |page| found.take(title, &page))?;
        }
        Ok(found.of(rows))
    }

    /// Sends requests until all pages of an answer are there.
    fn ask(&mut self, exchange: &mut Exchange, mut take: impl FnMut(exchange::Page)) -> Result<(), LiveError<E>> {
        while let Some(request) = exchange.request() {
            let answer = (self.send)(request).map_err(LiveError::Client)?;
            match exchange.receive(&mut self.asking, answer)? {
                Turn::Page(page) => take(page),
                Turn::Wait(duration) => thread::sleep(duration),
            }
        }
        Ok(())
    }
}

impl<F, E> RowSource for Live<F>
where
    F: FnMut(&Request) -> Result<Answer, E>,
{
    type Error = LiveError<E>;

    fn row(&mut self, key: RowKey) -> Result<Option<RowFacts>, LiveError<E>> {
        let (mut exchange, layout) = self.asking.row(key)?;
        let mut found = None;
        self.ask(&mut exchange, |page| found = page.rows.first().map(|row| layout.facts(row)))?;
        found.transpose()
    }

    fn pointing_at(&mut self, query: &RowsQuery<'_>) -> impl Iterator<Item = Result<Pointing, LiveError<E>>> {
        let mut rows = Vec::new();
        if let Some((mut exchange, layout)) = self.asking.rows(query) {
            let asked = self.ask(&mut exchange, |page| {
                rows.extend(page.rows.iter().filter_map(|row| layout.pointing(row).transpose()));
            });
            rows.extend(asked.err().map(Err));
        }
        rows.into_iter()
    }
}

/// Returns the time to wait before another attempt if the service does not say.
const fn pause(attempt: u32) -> Duration {
    Duration::from_secs(1 << if attempt > 5 { 5 } else { attempt })
}
