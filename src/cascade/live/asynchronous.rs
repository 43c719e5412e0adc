//! The same for clients that are asynchronous.

use core::marker::PhantomData;
use core::time::Duration;

use super::super::planner::Begun;
use super::super::{
    Plan, PlanError, PlannedChange, Planner, Pointing, Progress, RowFacts, RowKey, RowSource, RowsQuery,
};
use super::error::{LiveError, Unasked};
use super::exchange::{Asking, Exchange, Page, Turn};
use super::names;
use crate::request::Request;
use crate::schema::Schema;
use crate::service::Answer;

/// Rows of an organization, for an asynchronous client. [`live_async`] makes one.
#[derive(Debug)]
pub struct LiveAsync<F, W> {
    asking: Asking,
    send: F,
    wait: W,
}

/// Returns what [`live`](super::live) does, for an asynchronous client: `send` sends a request, `wait` waits where the
/// service is too busy.
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
/// # let client = async |path: String| -> Result<Answer, std::io::Error> { Ok(Answer::new(200, [("Content-Type", "application/json")], answer(&path))) };
/// # let sleep = async |_| ();
/// # let run = async {
/// let account: Id<Account> = Uuid::from_u128(1).into();
/// let send = async |request: &earlybound::Request| client(request.path().to_owned()).await;
/// let mut rows = cascade::live_async(&SCHEMA, send, sleep).at_most(10_000);
/// let plan = rows.plan(&Planner::new(&SCHEMA), account, PlannedChange::Delete).await?;
/// assert!(!plan.is_blocked());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # };
/// # let mut run = Box::pin(run);
/// # let mut context = std::task::Context::from_waker(std::task::Waker::noop());
/// # let std::task::Poll::Ready(done) = std::future::Future::poll(run.as_mut(), &mut context) else { panic!() };
/// # done?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn live_async<F, W, E>(schema: &Schema, send: F, wait: W) -> LiveAsync<F, W>
where
    F: AsyncFnMut(&Request) -> Result<Answer, E>,
    W: AsyncFnMut(Duration),
{
    LiveAsync { asking: Asking::new(schema), send, wait }
}

limits!(LiveAsync<F, W>);

impl<F, W, E> LiveAsync<F, W>
where
    F: AsyncFnMut(&Request) -> Result<Answer, E>,
    W: AsyncFnMut(Duration),
{
    /// Returns the plan of a change of a row.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Planner::plan`].
    pub async fn plan(
        &mut self,
        planner: &Planner,
        row: impl Into<RowKey>,
        change: PlannedChange,
    ) -> Result<Plan, PlanError<LiveError<E>>> {
        self.plan_with(planner, row, change, &mut |_| ()).await
    }

    /// Returns the plan of a change of a row; `progress` is called after every query.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Planner::plan`].
    pub async fn plan_with(
        &mut self,
        planner: &Planner,
        row: impl Into<RowKey>,
        change: PlannedChange,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Plan, PlanError<LiveError<E>>> {
        let row = row.into();
        let mut known = Known { rows: Vec::new(), error: PhantomData };
        for key in [Some(row), other_row(row, change)].into_iter().flatten() {
            let facts = self.row(key).await.map_err(PlanError::Source)?;
            known.rows.push((key, facts));
        }
        let mut search = match planner.begin(&mut known, row, change)? {
            Begun::Nothing(plan) => return Ok(*plan),
            Begun::Search(search) => search,
        };
        while let Some(question) = search.question() {
            let rows = self.pointing_at(&question.query()).await.map_err(PlanError::Source)?;
            search.answer(&question, rows)?;
            progress(search.progress(&question));
        }
        Ok(planner.finish(*search))
    }

    /// Returns the names of rows, as users see them; `None` for rows without one.
    ///
    /// # Errors
    ///
    /// Returns an error if the service cannot be asked.
    pub async fn names(&mut self, rows: &[RowKey]) -> Result<Vec<Option<String>>, LiveError<E>> {
        let mut found = names::Names::default();
        for (mut exchange, title) in names::exchanges(&self.asking, rows) {
            self.ask(&mut exchange, |page| found.take(title, &page)).await?;
        }
        Ok(found.of(rows))
    }

    async fn row(&mut self, key: RowKey) -> Result<Option<RowFacts>, LiveError<E>> {
        let (mut exchange, layout) = self.asking.row(key)?;
        let mut found = None;
        self.ask(&mut exchange, |page| found = page.rows.first().map(|row| layout.facts(row))).await?;
        found.transpose()
    }

    async fn pointing_at(&mut self, query: &RowsQuery<'_>) -> Result<Vec<Pointing>, LiveError<E>> {
        let mut rows = Vec::new();
        if let Some((mut exchange, layout)) = self.asking.rows(query) {
            let mut take =
                |page: Page| rows.extend(page.rows.iter().filter_map(|row| layout.pointing(row).transpose()));
            self.ask(&mut exchange, &mut take).await?;
        }
        rows.into_iter().collect()
    }

    async fn ask(&mut self, exchange: &mut Exchange, mut take: impl FnMut(Page)) -> Result<(), LiveError<E>> {
        while let Some(request) = exchange.request() {
            let answer = (self.send)(request).await.map_err(LiveError::Client)?;
            match exchange.receive(&mut self.asking, answer)? {
                Turn::Page(page) => take(page),
                Turn::Wait(duration) => (self.wait)(duration).await,
            }
        }
        Ok(())
    }
}

/// The other row that a change names, and that must be there.
fn other_row(row: RowKey, change: PlannedChange) -> Option<RowKey> {
    match change {
        PlannedChange::Merge { into } => Some(RowKey::new(row.table, into)),
        PlannedChange::Reparent { to, .. } => to,
        _ => None,
    }
}

/// The rows that were asked for before the plan is begun.
struct Known<E> {
    rows: Vec<(RowKey, Option<RowFacts>)>,
    error: PhantomData<E>,
}

impl<E> RowSource for Known<E> {
    type Error = E;

    fn row(&mut self, key: RowKey) -> Result<Option<RowFacts>, E> {
        Ok(self.rows.iter().find(|(known, _)| *known == key).and_then(|(_, facts)| *facts))
    }

    fn pointing_at(&mut self, _: &RowsQuery<'_>) -> impl Iterator<Item = Result<Pointing, E>> {
        core::iter::empty()
    }
}
