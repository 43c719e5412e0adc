//! The platform's treatment of rows, as its documentation tells it: the rows are gone over again and again until
//! nothing more happens. Slow and plain, and nothing of it is shared with the planner.

use std::collections::{BTreeMap, BTreeSet};

use earlybound::cascade::{Owner, PlannedChange, Policy, RowKey, RowState};
use earlybound::metadata::{CascadeConfiguration, OwnershipType};
use earlybound::{CascadeType, Uuid};

use crate::schemas::Link;

pub(crate) type Rows = BTreeMap<RowKey, RowState>;

pub(crate) struct Platform<'p> {
    pub(crate) tables: &'p [(&'static str, Option<OwnershipType>)],
    pub(crate) links: &'p [Link],
    pub(crate) policy: Policy,
}

impl Platform<'_> {
    /// The rows after a change; `None` where it is refused.
    pub(crate) fn apply(&self, rows: &Rows, start: RowKey, change: PlannedChange) -> Option<Rows> {
        let facts = rows.get(&start)?;
        let mut after = rows.clone();
        match change {
            PlannedChange::Delete => return self.delete(rows, start),
            PlannedChange::Merge { into } => return self.merge(rows, start, RowKey::new(start.table, into)),
            PlannedChange::Assign { .. } | PlannedChange::Share { .. } | PlannedChange::Unshare { .. }
                if !self.has_owner(start, facts) =>
            {
                return self.ownership(start).is_none().then(|| self.access(rows, start, change));
            }
            PlannedChange::Assign { to } if facts.owner == Some(to) => {}
            PlannedChange::Reparent { column, to } => {
                let moves = |link: &&Link| {
                    link.referencing == start.table
                        && link.column == column
                        && to.is_none_or(|to| to.table == link.referenced)
                };
                self.links.iter().find(moves)?;
                let owner = match to {
                    Some(to) => rows.get(&to)?.owner,
                    None => None,
                };
                let parental = self.links.iter().filter(moves).any(|link| match (link.cascade.reparent, to) {
                    (Some(CascadeType::Active | CascadeType::UserOwned), None) => true,
                    (Some(cascade), _) => self.selects(cascade, start, facts, owner),
                    (None, _) => false,
                });
                if parental && self.ownership(start).is_none_or(|it| it == OwnershipType::UserOwned) {
                    after = self.access(rows, start, change);
                }
                let lookups = &mut after.get_mut(&start)?.lookups;
                match to {
                    Some(to) => lookups.insert(column, to),
                    None => lookups.remove(column),
                };
            }
            _ => after = self.access(rows, start, change),
        }
        Some(after)
    }

    fn delete(&self, rows: &Rows, start: RowKey) -> Option<Rows> {
        let gone = self.closure(start, |link| link.cascade.delete == Some(CascadeType::Cascade), rows, |_, _, _| true);
        let mut after: Rows =
            rows.iter().filter(|(key, _)| !gone.contains(key)).map(|(k, r)| (*k, r.clone())).collect();
        for link in self.links {
            for (child, row) in rows {
                if child.table != link.referencing || !self.points(link, row, &gone) {
                    continue;
                }
                match link.cascade.delete {
                    Some(CascadeType::Restrict) if !(gone.contains(child) && self.policy.deleted_rows_do_not_block) => {
                        return None;
                    }
                    Some(CascadeType::RemoveLink) => {
                        after.get_mut(child).map(|row| row.lookups.remove(link.column));
                    }
                    _ => {}
                }
            }
        }
        Some(after)
    }

    fn merge(&self, rows: &Rows, start: RowKey, into: RowKey) -> Option<Rows> {
        let mergeable = ["account", "contact", "incident", "lead"].contains(&start.table);
        if !mergeable || start == into || !rows.contains_key(&into) {
            return None;
        }
        let mut after = rows.clone();
        let given_up = BTreeSet::from([start]);
        for link in self.links.iter().filter(|link| link.cascade.merge == Some(CascadeType::Cascade)) {
            for (child, row) in rows.iter().filter(|(child, _)| child.table == link.referencing) {
                if !self.points(link, row, &given_up) {
                    continue;
                }
                let lookups = &mut after.get_mut(child)?.lookups;
                if *child != into {
                    lookups.insert(link.column, into);
                } else if self.policy.merge_clears_own_link {
                    lookups.remove(link.column);
                } else {
                    return None;
                }
            }
        }
        let given_up = after.get_mut(&start)?;
        given_up.lookups.insert("masterid", into);
        given_up.state = Some(if ["incident", "lead"].contains(&start.table) { 2 } else { 1 });
        Some(after)
    }

    /// Assigning, sharing, unsharing, and the access part of reparenting.
    fn access(&self, rows: &Rows, start: RowKey, change: PlannedChange) -> Rows {
        let stated = |cascade: &CascadeConfiguration| match change {
            PlannedChange::Assign { .. } => cascade.assign,
            PlannedChange::Share { .. } => cascade.share,
            PlannedChange::Unshare { .. } => cascade.unshare,
            _ => cascade.reparent,
        };
        let reached = self.closure(
            start,
            |link| stated(&link.cascade).is_some_and(|it| it.goes_on()),
            rows,
            |link, parent, child| {
                let row = &rows[&child];
                let already = matches!(change, PlannedChange::Assign { to } if row.owner == Some(to));
                self.has_owner(child, row)
                    && self.selects(stated(&link.cascade).unwrap(), child, row, rows[&parent].owner)
                    && (self.policy.owned_rows_pass_on || !already)
            },
        );
        let shares_of = |parent: Option<RowKey>| -> BTreeSet<(RowKey, Uuid)> {
            let Some((parent, row)) = parent.and_then(|parent| Some((parent, rows.get(&parent)?))) else {
                return BTreeSet::new();
            };
            row.shared_with.iter().map(|it| (parent, *it)).chain(row.inherited.iter().copied()).collect()
        };
        let mut after = rows.clone();
        for key in reached {
            let row = after.get_mut(&key).unwrap();
            match change {
                PlannedChange::Assign { to } => row.owner = Some(to),
                PlannedChange::Share { with } if key == start => _ = row.shared_with.insert(with),
                PlannedChange::Share { with } => _ = row.inherited.insert((start, with)),
                PlannedChange::Unshare { with } if key == start => _ = row.shared_with.remove(&with),
                PlannedChange::Unshare { with } => _ = row.inherited.remove(&(start, with)),
                PlannedChange::Reparent { column, to } => {
                    let lost = shares_of(rows[&start].lookups.get(column).copied());
                    row.inherited = &(&row.inherited - &lost) | &shares_of(to);
                }
                PlannedChange::Delete | PlannedChange::Merge { .. } => unreachable!(),
            }
        }
        after
    }

    /// The start, and all rows that the links among `links` lead to and `takes` accepts, given link, parent and child.
    fn closure(
        &self,
        start: RowKey,
        links: impl Fn(&Link) -> bool,
        rows: &Rows,
        takes: impl Fn(&Link, RowKey, RowKey) -> bool,
    ) -> BTreeSet<RowKey> {
        let mut reached = BTreeSet::from([start]);
        loop {
            let before = reached.len();
            for link in self.links.iter().filter(|link| links(link)) {
                for (child, row) in rows.iter().filter(|(child, _)| child.table == link.referencing) {
                    if self.points(link, row, &reached) && takes(link, row.lookups[link.column], *child) {
                        reached.insert(*child);
                    }
                }
            }
            if reached.len() == before {
                return reached;
            }
        }
    }

    fn points(&self, link: &Link, row: &RowState, at: &BTreeSet<RowKey>) -> bool {
        row.lookups.get(link.column).is_some_and(|to| to.table == link.referenced && at.contains(to))
    }

    fn selects(&self, cascade: CascadeType, key: RowKey, row: &RowState, parents_owner: Option<Owner>) -> bool {
        match cascade {
            CascadeType::Cascade => true,
            CascadeType::Active => match (row.state, key.table) {
                (None, _) => !self.policy.stateless_rows_are_inactive,
                (Some(state), "quote") => state == 1,
                (Some(state), "contract") => state == 2,
                (Some(state), "appointment" | "serviceappointment" | "recurringappointmentmaster") => state == 3,
                (Some(state), _) => state == 0,
            },
            CascadeType::UserOwned => match row.owner {
                None => false,
                Some(Owner::Team(_)) if self.policy.user_owned_spares_teams => false,
                owner => owner == parents_owner,
            },
            _ => false,
        }
    }

    fn ownership(&self, key: RowKey) -> Option<OwnershipType> {
        self.tables.iter().find(|(table, _)| *table == key.table)?.1
    }

    fn has_owner(&self, key: RowKey, row: &RowState) -> bool {
        match self.ownership(key) {
            None => row.owner.is_some(),
            Some(ownership) => ownership == OwnershipType::UserOwned,
        }
    }
}
