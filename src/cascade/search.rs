//! The search for rows: level by level, each row once.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use super::selection::selects;
use super::{
    Change, Edge, Outcome, Owner, PlanError, Planner, Pointing, Progress, Query, RemarkKind, RowFacts, RowKey,
    RowSource,
};
use crate::{CascadeAction, CascadeType, OwnershipType, Uuid};

/// Through which relationship a row was found, and from which row: an index into [`Found::reached`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Via {
    pub(super) edge: usize,
    pub(super) parent: usize,
}

/// A row that undergoes the action.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Reached {
    pub(super) id: Uuid,
    /// Its owner before the action.
    pub(super) owner: Option<Owner>,
    /// `None` for the row that the action starts at.
    pub(super) via: Option<Via>,
}

/// A row that only its lookup is changed of, or that blocks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Touched {
    pub(super) id: Uuid,
    pub(super) via: Via,
}

/// What a search found. It takes some hundred bytes for each row, and keeps nothing else of the rows.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) start: RowKey,
    /// The relationships of the tables that were reached.
    pub(super) edges: Vec<Edge<'static>>,
    pub(super) reached: Vec<Reached>,
    /// Where in `reached` a row is, by table.
    pub(super) index: HashMap<&'static str, HashMap<Uuid, usize>>,
    /// For a delete: which reached row points at which: parent, child.
    pub(super) links: Vec<(usize, usize)>,
    pub(super) unlinked: Vec<Touched>,
    pub(super) repointed: Vec<Touched>,
    pub(super) blocking: Vec<Touched>,
    /// How many rows each remark is about. Relationships are indexes into `edges`.
    pub(super) remarks: BTreeMap<(Option<usize>, RemarkKind), usize>,
    /// The tables whose relationships were followed.
    pub(super) tables: BTreeSet<&'static str>,
}

impl Found {
    pub(super) fn new(start: RowKey, facts: &RowFacts) -> Self {
        Self {
            start,
            edges: Vec::new(),
            reached: vec![Reached { id: start.id, owner: facts.owner, via: None }],
            index: HashMap::from([(start.table, HashMap::from([(start.id, 0)]))]),
            links: Vec::new(),
            unlinked: Vec::new(),
            repointed: Vec::new(),
            blocking: Vec::new(),
            remarks: BTreeMap::new(),
            tables: BTreeSet::new(),
        }
    }

    pub(super) fn remark(&mut self, relationship: Option<usize>, kind: RemarkKind, rows: usize) {
        *self.remarks.entry((relationship, kind)).or_default() += rows;
    }

    /// Where in `reached` a row is.
    pub(super) fn place(&self, table: &str, id: Uuid) -> Option<usize> {
        self.index.get(table)?.get(&id).copied()
    }

    /// The table of rows that were found that way.
    pub(super) fn table(&self, via: Option<Via>) -> &'static str {
        via.and_then(|via| self.edges.get(via.edge)).map_or(self.start.table, |edge| edge.referencing)
    }
}

/// What is done with the rows that point through one relationship.
#[derive(Clone, Copy, Debug)]
struct Rule {
    edge: usize,
    table: &'static str,
    column: &'static str,
    parent_table: &'static str,
    cascade: CascadeType,
    outcome: Outcome,
    /// Whether only rows that have an owner take part, since nobody says whether rows of the table have.
    owned_only: bool,
}

pub(super) struct Search<'s, S> {
    pub(super) planner: &'s Planner,
    pub(super) source: &'s mut S,
    pub(super) progress: &'s mut dyn FnMut(Progress),
    pub(super) change: Change,
    pub(super) found: Found,
    pub(super) queries: usize,
    /// By referenced table.
    rules: HashMap<&'static str, Rc<[Rule]>>,
}

impl<'s, S: RowSource> Search<'s, S> {
    pub(super) fn new(
        planner: &'s Planner,
        source: &'s mut S,
        progress: &'s mut dyn FnMut(Progress),
        change: Change,
        found: Found,
    ) -> Self {
        Self { planner, source, progress, change, found, queries: 0, rules: HashMap::new() }
    }

    /// Follows the relationships from the start until no new row is found. The order of what is found does not depend
    /// on the order in which the source gives rows.
    pub(super) fn run(mut self) -> Result<Found, PlanError<S::Error>> {
        let mut level = vec![0];
        while !level.is_empty() {
            let mut next = Vec::new();
            for (table, rows) in self.by_table(&level) {
                let rules = self.rules(table);
                for parents in rows.chunks(Query::MAX_PARENTS) {
                    for rule in rules.iter() {
                        self.follow(rule, parents, &mut next)?;
                    }
                }
            }
            level = next;
        }
        Ok(self.found)
    }

    /// The ids of some reached rows, by table.
    fn by_table(&self, level: &[usize]) -> BTreeMap<&'static str, Vec<Uuid>> {
        let mut tables: BTreeMap<_, Vec<Uuid>> = BTreeMap::new();
        for reached in level.iter().filter_map(|place| self.found.reached.get(*place)) {
            tables.entry(self.found.table(reached.via)).or_default().push(reached.id);
        }
        tables
    }

    fn rules(&mut self, table: &'static str) -> Rc<[Rule]> {
        if let Some(rules) = self.rules.get(table) {
            return Rc::clone(rules);
        }
        self.found.tables.insert(table);
        let planner = self.planner;
        let rules: Rc<[Rule]> = planner.graph().pointing_at(table).iter().filter_map(|edge| self.rule(edge)).collect();
        self.rules.insert(table, Rc::clone(&rules));
        rules
    }

    /// What to do along a relationship; where that is nothing, a remark says why.
    fn rule(&mut self, edge: &Edge<'static>) -> Option<Rule> {
        let at = self.found.edges.len();
        self.found.edges.push(*edge);
        let action = self.change.action();
        for other in [CascadeAction::Archive, CascadeAction::RollupView] {
            if edge.cascade.get(other).is_some_and(|cascade| cascade != CascadeType::NoCascade) {
                self.found.remark(Some(at), RemarkKind::NotCarriedOut(other), 0);
            }
        }
        let ownership = self.planner.ownership(edge.referencing);
        let owned = action == CascadeAction::Delete || action == CascadeAction::Merge;
        let refusal = match (edge.cascade.get(action), edge.column) {
            (Some(CascadeType::NoCascade), _) if action != CascadeAction::Delete => return None,
            (Some(CascadeType::NoCascade), _) => RemarkKind::NoCascade,
            (None, _) => RemarkKind::Unstated,
            (Some(_), _) if !owned && ownership.is_some_and(|it| it != OwnershipType::UserOwned) => {
                RemarkKind::NotOwned
            }
            (Some(_), None) => RemarkKind::UnknownColumn,
            (Some(cascade), Some(column)) => match Outcome::of(action, cascade) {
                None => RemarkKind::Undocumented,
                Some(outcome) => {
                    let owned_only = !owned && ownership.is_none();
                    if owned_only {
                        self.found.remark(Some(at), RemarkKind::UnknownOwnership, 0);
                    }
                    let Edge { referenced: parent_table, referencing: table, .. } = *edge;
                    return Some(Rule { edge: at, table, column, parent_table, cascade, outcome, owned_only });
                }
            },
        };
        self.found.remark(Some(at), refusal, 0);
        None
    }

    /// Asks for the rows that point at `parents`, and does with them what the rule says.
    fn follow(&mut self, rule: &Rule, parents: &[Uuid], next: &mut Vec<usize>) -> Result<(), PlanError<S::Error>> {
        let Rule { table, column, parent_table, .. } = *rule;
        let query = Query { table, column, parent_table, parents };
        let mut rows = Vec::new();
        for row in self.source.pointing_at(&query) {
            let Pointing { row, parent } = row.map_err(PlanError::Source)?;
            let stray = PlanError::Stray { row: RowKey::new(table, row.id), parent: RowKey::new(parent_table, parent) };
            rows.push((row, self.found.place(parent_table, parent).ok_or(stray)?));
        }
        rows.sort_unstable_by_key(|(row, parent)| (row.id, *parent));
        for (row, parent) in rows {
            if self.selects(rule, &row, parent) {
                self.take(rule, &row, parent, next);
            }
        }
        self.queries += 1;
        (self.progress)(Progress { table, rows: self.found.reached.len(), queries: self.queries });
        Ok(())
    }

    fn selects(&mut self, rule: &Rule, row: &RowFacts, parent: usize) -> bool {
        if rule.owned_only && row.owner.is_none() {
            return false;
        }
        let owner = self.found.reached.get(parent).and_then(|parent| parent.owner);
        let (selected, remark) = selects(rule.cascade, rule.table, row, owner, self.planner.policy());
        if let Some(kind) = remark {
            self.found.remark(Some(rule.edge), kind, 1);
        }
        selected
    }

    fn take(&mut self, rule: &Rule, row: &RowFacts, parent: usize, next: &mut Vec<usize>) {
        let via = Via { edge: rule.edge, parent };
        let touched = Touched { id: row.id, via };
        match (rule.outcome, self.change) {
            (Outcome::Unlinked, _) => self.found.unlinked.push(touched),
            (Outcome::Blocks, _) => self.found.blocking.push(touched),
            (Outcome::Repointed, Change::Merge { into }) if into == row.id && rule.table == rule.parent_table => {
                self.found.remark(Some(rule.edge), RemarkKind::OwnLink, 1);
                let clears = self.planner.policy().merge_clears_own_link;
                let list = if clears { &mut self.found.unlinked } else { &mut self.found.blocking };
                list.push(touched);
            }
            (Outcome::Repointed, _) => self.found.repointed.push(touched),
            (_, Change::Assign { to }) if row.owner == Some(to) => {
                self.found.remark(Some(rule.edge), RemarkKind::AlreadyOwned, 1);
                if self.planner.policy().owned_rows_pass_on {
                    self.reach(rule, row, via, next);
                }
            }
            _ => self.reach(rule, row, via, next),
        }
    }

    /// Notes that a row undergoes the action. Only the first way to it counts.
    fn reach(&mut self, rule: &Rule, row: &RowFacts, via: Via, next: &mut Vec<usize>) {
        let found = &mut self.found;
        let child = match found.index.entry(rule.table).or_default().entry(row.id) {
            Entry::Occupied(entry) => *entry.get(),
            Entry::Vacant(entry) => {
                found.reached.push(Reached { id: row.id, owner: row.owner, via: Some(via) });
                next.push(found.reached.len() - 1);
                *entry.insert(found.reached.len() - 1)
            }
        };
        if rule.outcome == Outcome::Deleted {
            found.links.push((via.parent, child));
        }
    }
}
