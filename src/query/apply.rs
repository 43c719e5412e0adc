//! Aggregated rows (`$apply`).
//!
//! <https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query/aggregate-data>

use core::fmt;
use core::marker::PhantomData;

use earlybound_schema::HttpMethod;

use super::aggregate::{Aggregate, Function, check_aliases};
use super::builder::Query;
use super::draft::{Draft, stated};
use super::expression::{Steps, Writer};
use super::extent::Unlimited;
use super::literal::encode;
use super::page::Page;
use super::path::Route;
use crate::metadata::{ColumnMetadata, ColumnType, DateTimeBehavior};
use crate::request::{Request, RequestError, RequestProblem};
use crate::wire::Row;

/// A query for sums and the like of rows of `R`, in groups. It reads up to 50,000 rows.
///
/// Each row of the answer has the values of its group in their columns; [`Aggregate::of`] reads the others.
///
/// ```
/// use earlybound::service::Answer;
/// use dataverse::{Account, account};
///
/// let total = account::REVENUE.sum("total");
/// let request = Account::query()
///     .filter(account::ADDRESS1_STATEORPROVINCE.eq("WA"))
///     .group_by(account::STATUSCODE)
///     .aggregate(&total)
///     .request()?;
/// assert_eq!(
///     request.path(),
///     "/accounts?$apply=filter(address1_stateorprovince%20eq%20'WA')/\
///      groupby((statuscode),aggregate(revenue%20with%20sum%20as%20total))"
/// );
///
/// let body = r#"{"value": [{"statuscode": 1, "total": 430000.000000000}]}"#;
/// let page = request.read(Answer::new(200, [("Content-Type", "application/json")], body))?;
/// assert_eq!(page.rows[0].statuscode, Some(account::StatusCode::Active));
/// assert_eq!(total.of(&page.rows[0])?.map(|total| total.to_string()).as_deref(), Some("430000.000000000"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Aggregation<R> {
    draft: Draft,
    groups: Vec<Steps>,
    aggregates: Vec<Function>,
    of: PhantomData<fn() -> R>,
}

impl<R: Row, P> Query<R, Unlimited, P> {
    /// Groups the rows by a column, or by one of a row that a lookup points to. Without aggregates, the answer has each
    /// value once. Columns to read and the order are left out.
    #[must_use]
    pub fn group_by(self, column: impl Route<R>) -> Aggregation<R> {
        Aggregation::new(self.into_draft()).group_by(column)
    }

    /// Asks for a sum or the like of all rows.
    #[must_use]
    pub fn aggregate<V>(self, aggregate: &Aggregate<R, V>) -> Aggregation<R> {
        Aggregation::new(self.into_draft()).aggregate(aggregate)
    }
}

impl<R: Row> Aggregation<R> {
    const fn new(draft: Draft) -> Self {
        Self { draft, groups: Vec::new(), aggregates: Vec::new(), of: PhantomData }
    }

    /// Groups the rows by one more column. The service does not group by times. The value of a row that a lookup points to
    /// has the names of its table and its column in the answer, such as `contact_fullname`, where
    /// [`other`](crate::Annotations::other) finds it.
    #[must_use]
    pub fn group_by(mut self, column: impl Route<R>) -> Self {
        self.groups.push(column.path().into_steps());
        self
    }

    /// Asks for a sum or the like of each group.
    #[must_use]
    pub fn aggregate<V>(mut self, aggregate: &Aggregate<R, V>) -> Self {
        self.aggregates.push(aggregate.function());
        self
    }

    /// Returns the request.
    ///
    /// # Errors
    ///
    /// Returns an error if the reference does not state a name that the path needs, if an alias is no name or is that
    /// of a column, or if only FetchXML knows an aggregate or groups like that.
    pub fn request(&self) -> Result<Request<Page<R>>, RequestError> {
        let mut problems = Vec::new();
        let options = stated([("expand", !self.draft.options.expand.is_empty()), ("count", self.draft.count)]);
        if !options.is_empty() {
            problems.push(RequestProblem::NotAggregated { options });
        }
        check_aliases(R::table(), &self.aggregates, &mut problems);
        let unknown = self.aggregates.iter().filter(|function| function.odata().is_none());
        problems.extend(unknown.map(|function| RequestProblem::FetchXmlAlone { alias: function.alias.clone() }));
        // The service does not group by times.
        let is_time = |column: &&ColumnMetadata| match column.column_type {
            ColumnType::DateTime { behavior, .. } => behavior != Some(DateTimeBehavior::DateOnly),
            _ => false,
        };
        let times = self.groups.iter().map(|steps| steps.column).filter(is_time);
        problems.extend(times.map(|column| RequestProblem::FetchXmlAlone { alias: column.logical_name.to_owned() }));
        let apply = self.apply(&mut problems);
        let path = match self.draft.rows() {
            Ok(rows) => format!("{rows}?$apply={}", encode(&apply)),
            Err(error) => {
                problems.extend_from_slice(error.problems());
                String::new()
            }
        };
        let request = self.draft.annotated(Request::new(HttpMethod::Get, path));
        RequestError::unless(request.answered_with(), problems)
    }

    fn apply(&self, problems: &mut Vec<RequestProblem>) -> String {
        let mut writer = Writer::new(problems);
        if let Some(filter) = &self.draft.options.filter {
            writer.push(&["filter("]);
            filter.write(&mut writer);
            writer.push(&[")/"]);
        }
        let aggregate = self.aggregates.iter().filter_map(Function::odata).collect::<Vec<_>>().join(",");
        let aggregate = if aggregate.is_empty() { aggregate } else { format!("aggregate({aggregate})") };
        if self.groups.is_empty() {
            writer.push(&[&aggregate]);
            return writer.text;
        }
        writer.push(&["groupby(("]);
        writer.list(&self.groups, Writer::steps);
        writer.push(&[")", if aggregate.is_empty() { "" } else { "," }, &aggregate, ")"]);
        writer.text
    }
}

impl<R> Clone for Aggregation<R> {
    fn clone(&self) -> Self {
        let (draft, groups, aggregates) = (self.draft.clone(), self.groups.clone(), self.aggregates.clone());
        Self { draft, groups, aggregates, of: PhantomData }
    }
}

impl<R> fmt::Debug for Aggregation<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Aggregation")
            .field("draft", &self.draft)
            .field("groups", &self.groups)
            .field("aggregates", &self.aggregates)
            .finish()
    }
}
