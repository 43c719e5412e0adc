//! The planner: a schema, a row source and a change in, a plan out.

use earlybound_schema::cascade::CascadeType;
use earlybound_schema::{OwnershipType, RequiredLevel};

use super::assemble::{assemble, plan};
use super::found::Found;
use super::search::Search;
use super::selection::selects;
use super::{
    Edge, Graph, NoteKind, Plan, PlanError, PlannedChange, Pointing, Policy, RowFacts, RowKey, RowSource, can_merge,
};
use crate::schema::Schema;

/// The progress of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The table that was looked in last.
    pub table: &'static str,
    /// The number of rows that undergo the action, so far.
    pub rows: usize,
    /// The number of queries to the source.
    pub queries: usize,
}

/// Plans what changes of rows do, by the cascades of a schema.
///
/// Time and memory grow with the rows that a change reaches, and with nothing else: rows are asked for in batches, and
/// each is followed once. Nothing is changed.
#[derive(Clone, Debug)]
pub struct Planner {
    schema: Schema,
    graph: Graph<'static>,
    policy: Policy,
    depth: Option<usize>,
}

impl Planner {
    /// A planner for rows of that schema, with the cautious [`Policy`].
    pub fn new(schema: &Schema) -> Self {
        Self { schema: *schema, graph: schema.cascade_graph(), policy: Policy::default(), depth: None }
    }

    /// Assumptions where nothing is documented.
    #[must_use]
    pub const fn with_policy(mut self, policy: Policy) -> Self {
        self.policy = policy;
        self
    }

    /// Follows no more than that many relationships from the row. What is further away is not planned, and a
    /// [note](NoteKind::NotFollowed) says so.
    #[must_use]
    pub const fn to_depth(mut self, relationships: usize) -> Self {
        self.depth = Some(relationships);
        self
    }

    /// Returns the plan of a change of a row.
    ///
    /// # Errors
    ///
    /// Returns the errors that [`PlanError`] lists. A change that relationships refuse is no error, but a plan that
    /// [is blocked](Plan::is_blocked).
    pub fn plan<S: RowSource>(
        &self,
        source: &mut S,
        row: impl Into<RowKey>,
        change: PlannedChange,
    ) -> Result<Plan, PlanError<S::Error>> {
        self.plan_with(source, row, change, &mut |_| ())
    }

    /// Returns the plan of a change of a row; `progress` is called after every query.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`plan`](Self::plan).
    pub fn plan_with<S: RowSource>(
        &self,
        source: &mut S,
        row: impl Into<RowKey>,
        change: PlannedChange,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Plan, PlanError<S::Error>> {
        let mut search = match self.begin(source, row.into(), change)? {
            Begun::Nothing(plan) => return Ok(*plan),
            Begun::Search(search) => search,
        };
        while let Some(question) = search.question() {
            let rows: Result<Vec<Pointing>, _> = source.pointing_at(&question.query()).collect();
            search.answer(&question, rows.map_err(PlanError::Source)?)?;
            progress(search.progress(&question));
        }
        Ok(self.finish(*search))
    }

    /// Looks at the row, and at the other that the change names.
    pub(super) fn begin<S: RowSource>(
        &self,
        source: &mut S,
        row: RowKey,
        change: PlannedChange,
    ) -> Result<Begun<'_>, PlanError<S::Error>> {
        let facts = existing(source, row)?;
        let mut found = Found::new(change, row, &facts);
        Ok(if self.concerns(source, &facts, &mut found)? {
            Begun::Search(Box::new(Search::new(self, found)))
        } else {
            Begun::Nothing(Box::new(plan(self, found, Vec::new())))
        })
    }

    /// The plan that follows from all answers.
    pub(super) fn finish(&self, search: Search<'_>) -> Plan {
        assemble(self, search.finish())
    }

    /// The number of relationships that are followed from the row.
    pub(super) const fn depth(&self) -> Option<usize> {
        self.depth
    }

    /// The relationships that the planner follows.
    pub const fn graph(&self) -> &Graph<'static> {
        &self.graph
    }

    /// The assumptions of the planner where nothing is documented.
    pub const fn policy(&self) -> &Policy {
        &self.policy
    }

    pub(super) fn ownership(&self, table: &str) -> Option<OwnershipType> {
        self.schema.table(table)?.ownership_type
    }

    pub(super) fn required_level(&self, table: &str, column: &str) -> Option<RequiredLevel> {
        self.schema.table(table)?.column(column)?.required_level
    }

    /// Returns whether the start undergoes the action at all.
    fn concerns<S: RowSource>(
        &self,
        source: &mut S,
        facts: &RowFacts,
        found: &mut Found,
    ) -> Result<bool, PlanError<S::Error>> {
        let (row, change) = (found.start, found.change);
        let is_owned = self.ownership(row.table).is_none_or(|ownership| ownership == OwnershipType::UserOwned);
        match change {
            PlannedChange::Delete => {}
            PlannedChange::Merge { into } => {
                if !can_merge(row.table) || into == row.id {
                    return Err(PlanError::CannotMerge { row, into });
                }
                existing(source, RowKey::new(row.table, into))?;
            }
            PlannedChange::Reparent { column, to } => {
                let owner = match to {
                    Some(parent) => existing(source, parent)?.owner,
                    None => None,
                };
                let parental = self.cascades_of_move(row, column, to)?;
                if !is_owned {
                    found.note(None, NoteKind::NotOwned, 1);
                }
                let selects = |cascade| to.is_none() || selects(cascade, row.table, facts, owner, &self.policy).0;
                return Ok(is_owned && parental.into_iter().any(selects));
            }
            _ if !is_owned => return Err(PlanError::NotOwned(row)),
            PlannedChange::Assign { to } if facts.owner == Some(to) => {
                found.note(None, NoteKind::AlreadyOwned, 1);
                return Ok(false);
            }
            PlannedChange::Assign { .. } | PlannedChange::Share { .. } | PlannedChange::Unshare { .. } => {}
        }
        Ok(true)
    }

    /// The cascades through which a row's access depends on where its lookup points.
    fn cascades_of_move<E>(
        &self,
        row: RowKey,
        column: &'static str,
        to: Option<RowKey>,
    ) -> Result<Vec<CascadeType>, PlanError<E>> {
        let moves = |edge: &&Edge<'static>| {
            edge.referencing == row.table
                && edge.column == Some(column)
                && to.is_none_or(|parent| parent.table == edge.referenced)
        };
        let mut edges = self.graph.edges().filter(moves).peekable();
        if edges.peek().is_none() {
            return Err(PlanError::NoRelationship { row, column });
        }
        Ok(edges.filter_map(|edge| edge.cascade.reparent).filter(|cascade| cascade.goes_on()).collect())
    }
}

/// A plan that was begun.
pub(super) enum Begun<'p> {
    /// The change goes on to no other row.
    Nothing(Box<Plan>),
    /// The rows that point have to be asked for.
    Search(Box<Search<'p>>),
}

fn existing<S: RowSource>(source: &mut S, row: RowKey) -> Result<RowFacts, PlanError<S::Error>> {
    source.row(row).map_err(PlanError::Source)?.ok_or(PlanError::NoSuchRow(row))
}
