//! The search for rows: level by level, each row once.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use earlybound_schema::OwnershipType;
use earlybound_schema::cascade::{CascadeAction, CascadeType};

use super::found::{Found, Reached, Touched, Via};
use super::selection::selects;
use super::{
    Edge, NoteKind, Outcome, PlanError, PlannedChange, Planner, Pointing, Progress, RowFacts, RowKey, RowSource,
    RowsQuery,
};
use crate::value::Uuid;

/// The rule for rows that point through one relationship.
#[derive(Clone, Copy, Debug)]
struct Rule {
    edge: usize,
    table: &'static str,
    column: &'static str,
    parent_table: &'static str,
    cascade: CascadeType,
    outcome: Outcome,
    /// Whether only rows that have an owner take part, since it is not known whether rows of the table have.
    owned_only: bool,
}

pub(super) struct Search<'s, S> {
    planner: &'s Planner,
    source: &'s mut S,
    progress: &'s mut dyn FnMut(Progress),
    found: Found,
    queries: usize,
    /// By referenced table.
    rules: HashMap<&'static str, Rc<[Rule]>>,
}

impl<'s, S: RowSource> Search<'s, S> {
    pub(super) fn new(
        planner: &'s Planner,
        source: &'s mut S,
        progress: &'s mut dyn FnMut(Progress),
        found: Found,
    ) -> Self {
        Self { planner, source, progress, found, queries: 0, rules: HashMap::new() }
    }

    /// Follows the relationships from the start until no new row is found. The order of what is found does not depend
    /// on the order in which the source gives rows.
    pub(super) fn run(mut self) -> Result<Found, PlanError<S::Error>> {
        let mut level = vec![0];
        while !level.is_empty() {
            let mut next = Vec::new();
            for (table, rows) in self.by_table(&level) {
                let rules = self.rules(table);
                for parents in rows.chunks(RowsQuery::MAX_PARENTS) {
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
        for reached in level.iter().filter_map(|index| self.found.reached.get(*index)) {
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

    /// What to do along a relationship; where that is nothing, a note says why.
    fn rule(&mut self, edge: &Edge<'static>) -> Option<Rule> {
        let at = self.found.edges.len();
        self.found.edges.push(*edge);
        for other in [CascadeAction::Archive, CascadeAction::RollupView] {
            if edge.cascade.get(other).is_some_and(|cascade| cascade != CascadeType::NoCascade) {
                self.found.note(Some(at), NoteKind::NotCarriedOut(other), 0);
            }
        }
        match self.judge(at, edge) {
            Ok(rule) => {
                if rule.owned_only {
                    self.found.note(Some(at), NoteKind::UnknownOwnership, 0);
                }
                Some(rule)
            }
            Err(kind) => {
                // Only a delete leaves something behind where nothing is to be done.
                if kind != NoteKind::NoCascade || self.found.change == PlannedChange::Delete {
                    self.found.note(Some(at), kind, 0);
                }
                None
            }
        }
    }

    fn judge(&self, at: usize, edge: &Edge<'static>) -> Result<Rule, NoteKind> {
        let action = self.found.change.action();
        let ownership = self.planner.ownership(edge.referencing);
        let needs_owner = !matches!(action, CascadeAction::Delete | CascadeAction::Merge);
        let cascade = match edge.cascade.get(action).ok_or(NoteKind::Unstated)? {
            CascadeType::NoCascade => return Err(NoteKind::NoCascade),
            _ if needs_owner && ownership.is_some_and(|it| it != OwnershipType::UserOwned) => {
                return Err(NoteKind::NotOwned);
            }
            cascade => cascade,
        };
        Ok(Rule {
            edge: at,
            table: edge.referencing,
            column: edge.column.ok_or(NoteKind::UnknownColumn)?,
            parent_table: edge.referenced,
            cascade,
            outcome: Outcome::of(action, cascade).ok_or(NoteKind::Undocumented)?,
            owned_only: needs_owner && ownership.is_none(),
        })
    }

    /// Asks for the rows that point at `parents`, and does with them what the rule says.
    fn follow(&mut self, rule: &Rule, parents: &[Uuid], next: &mut Vec<usize>) -> Result<(), PlanError<S::Error>> {
        let Rule { table, column, parent_table, .. } = *rule;
        let query = RowsQuery { table, column, parent_table, parents };
        let mut rows = Vec::new();
        for row in self.source.pointing_at(&query) {
            let Pointing { row, parent } = row.map_err(PlanError::Source)?;
            let stray = PlanError::Stray { row: RowKey::new(table, row.id), parent: RowKey::new(parent_table, parent) };
            rows.push((row, self.found.index_of(parent_table, parent).ok_or(stray)?));
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
        let (selected, note) = selects(rule.cascade, rule.table, row, owner, self.planner.policy());
        if let Some(kind) = note {
            self.found.note(Some(rule.edge), kind, 1);
        }
        selected
    }

    fn take(&mut self, rule: &Rule, row: &RowFacts, parent: usize, next: &mut Vec<usize>) {
        let via = Via { edge: rule.edge, parent };
        let touched = Touched { id: row.id, via };
        match (rule.outcome, self.found.change) {
            (Outcome::Unlinked, _) => self.found.unlinked.push(touched),
            (Outcome::Blocks, _) => self.found.blocking.push(touched),
            (Outcome::Repointed, PlannedChange::Merge { into })
                if into == row.id && rule.table == rule.parent_table =>
            {
                self.found.note(Some(rule.edge), NoteKind::OwnLink, 1);
                let clears = self.planner.policy().merge_clears_own_link;
                let list = if clears { &mut self.found.unlinked } else { &mut self.found.blocking };
                list.push(touched);
            }
            (Outcome::Repointed, _) => self.found.repointed.push(touched),
            (_, PlannedChange::Assign { to }) if row.owner == Some(to) => {
                self.found.note(Some(rule.edge), NoteKind::AlreadyOwned, 1);
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
