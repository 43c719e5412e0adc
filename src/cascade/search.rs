//! The search for rows: level by level, each row once.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::Arc;

use earlybound_schema::OwnershipType;
use earlybound_schema::cascade::{CascadeAction, CascadeType};

use super::found::{Found, Reached, Touched, Via};
use super::selection::selects;
use super::{
    Edge, NoteKind, Outcome, PlanError, PlannedChange, Planner, Pointing, Progress, RowFacts, RowKey, RowsQuery,
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
    /// True if only rows that have an owner take part, since it is not known whether rows of the table have.
    owned_only: bool,
}

/// A question of a search: which rows point through a relationship at some of those that it has reached.
#[derive(Clone, Debug)]
pub(super) struct Question {
    rule: Rule,
    parents: Arc<[Uuid]>,
}

impl Question {
    pub(super) fn query(&self) -> RowsQuery<'_> {
        let Rule { table, column, parent_table, .. } = self.rule;
        RowsQuery { table, column, parent_table, parents: &self.parents }
    }
}

/// The search for rows. It asks questions, and whoever has the rows answers them.
pub(super) struct Search<'s> {
    planner: &'s Planner,
    found: Found,
    queries: usize,
    /// The questions that are left on this level.
    questions: VecDeque<Question>,
    /// The rows of the next one, as indexes of those that were reached.
    next: Vec<usize>,
    /// The number of levels that were asked about.
    depth: usize,
    /// By referenced table.
    rules: HashMap<&'static str, Arc<[Rule]>>,
}

impl<'s> Search<'s> {
    pub(super) fn new(planner: &'s Planner, found: Found) -> Self {
        let (questions, rules) = (VecDeque::new(), HashMap::new());
        Self { planner, found, queries: 0, questions, next: vec![0], depth: 0, rules }
    }

    /// The next question. `None` where no new row is left to follow relationships from.
    pub(super) fn question(&mut self) -> Option<Question> {
        while self.questions.is_empty() && !self.next.is_empty() {
            let level = std::mem::take(&mut self.next);
            if self.planner.depth().is_some_and(|depth| self.depth >= depth) {
                self.found.note(None, NoteKind::NotFollowed, level.len());
                return None;
            }
            self.depth += 1;
            for (table, rows) in self.by_table(&level) {
                let rules = self.rules(table);
                for parents in rows.chunks(RowsQuery::MAX_PARENTS) {
                    let parents: Arc<[Uuid]> = parents.into();
                    let question = |rule: &Rule| Question { rule: *rule, parents: Arc::clone(&parents) };
                    self.questions.extend(rules.iter().map(question));
                }
            }
        }
        self.questions.pop_front()
    }

    /// Returns the progress of the search after a question about that table.
    pub(super) fn progress(&self, question: &Question) -> Progress {
        Progress { table: question.rule.table, rows: self.found.reached.len(), queries: self.queries }
    }

    /// The rows that were found.
    pub(super) fn finish(self) -> Found {
        self.found
    }

    /// The ids of some reached rows, by table.
    fn by_table(&self, level: &[usize]) -> BTreeMap<&'static str, Vec<Uuid>> {
        let mut tables: BTreeMap<_, Vec<Uuid>> = BTreeMap::new();
        for reached in level.iter().filter_map(|index| self.found.reached.get(*index)) {
            tables.entry(self.found.table(reached.via)).or_default().push(reached.id);
        }
        tables
    }

    fn rules(&mut self, table: &'static str) -> Arc<[Rule]> {
        if let Some(rules) = self.rules.get(table) {
            return Arc::clone(rules);
        }
        self.found.tables.insert(table);
        let planner = self.planner;
        let rules: Arc<[Rule]> = planner.graph().pointing_at(table).iter().filter_map(|edge| self.rule(edge)).collect();
        self.rules.insert(table, Arc::clone(&rules));
        rules
    }

    /// Returns the effect along a relationship; if there is none, a note says why.
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

    /// Takes the rows that point, and does with them what the relationship says. The order of what is found does not
    /// depend on the order of the rows.
    pub(super) fn answer<E>(&mut self, question: &Question, rows: Vec<Pointing>) -> Result<(), PlanError<E>> {
        let Question { rule, .. } = question;
        let mut pointing = Vec::with_capacity(rows.len());
        for Pointing { row, parent } in rows {
            let (row_key, parent_key) = (RowKey::new(rule.table, row.id), RowKey::new(rule.parent_table, parent));
            let stray = PlanError::Stray { row: row_key, parent: parent_key };
            pointing.push((row, self.found.index_of(rule.parent_table, parent).ok_or(stray)?));
        }
        pointing.sort_unstable_by_key(|(row, parent)| (row.id, *parent));
        for (row, parent) in pointing {
            if self.selects(rule, &row, parent) {
                self.take(rule, &row, parent);
            }
        }
        self.queries += 1;
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

    fn take(&mut self, rule: &Rule, row: &RowFacts, parent: usize) {
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
                    self.reach(rule, row, via);
                }
            }
            _ => self.reach(rule, row, via),
        }
    }

    /// Notes that a row undergoes the action. Only the first way to it counts.
    fn reach(&mut self, rule: &Rule, row: &RowFacts, via: Via) {
        let found = &mut self.found;
        let child = match found.index.entry(rule.table).or_default().entry(row.id) {
            Entry::Occupied(entry) => *entry.get(),
            Entry::Vacant(entry) => {
                found.reached.push(Reached { id: row.id, owner: row.owner, via: Some(via) });
                self.next.push(found.reached.len() - 1);
                *entry.insert(found.reached.len() - 1)
            }
        };
        if rule.outcome == Outcome::Deleted {
            found.links.push((via.parent, child));
        }
    }
}
