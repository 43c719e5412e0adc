//! Schemas and rows made by hand.

use earlybound::cascade::{MemorySource, NoteKind, Owner, Plan, PlannedChange, Planner, RowChange, RowKey, RowState};
use earlybound::metadata::{
    CascadeConfiguration, ColumnMetadata, LazyTable, OneToManyMetadata, OwnershipType, RequiredLevel, TableMetadata,
};
use earlybound::{CascadeType, Schema, Uuid};

pub(crate) const ANNA: Owner = Owner::User(Uuid::from_u128(0xaaaa));
pub(crate) const BORIS: Owner = Owner::User(Uuid::from_u128(0xbbbb));
pub(crate) const TEAM: Owner = Owner::Team(Uuid::from_u128(0xcccc));

/// A relationship: rows of `referencing` point through `column` at rows of `referenced`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Link {
    pub(crate) name: &'static str,
    pub(crate) referenced: &'static str,
    pub(crate) referencing: &'static str,
    pub(crate) column: &'static str,
    pub(crate) cascade: CascadeConfiguration,
}

pub(crate) const fn link(
    name: &'static str,
    referencing: &'static str,
    column: &'static str,
    referenced: &'static str,
    cascade: CascadeConfiguration,
) -> Link {
    Link { name, referenced, referencing, column, cascade }
}

pub(crate) fn on_delete(delete: CascadeType) -> CascadeConfiguration {
    CascadeConfiguration { delete: Some(delete), ..CascadeConfiguration::UNKNOWN }
}

pub(crate) fn on_assign(assign: CascadeType) -> CascadeConfiguration {
    CascadeConfiguration { assign: Some(assign), ..CascadeConfiguration::UNKNOWN }
}

pub(crate) fn on_merge(merge: CascadeType) -> CascadeConfiguration {
    CascadeConfiguration { merge: Some(merge), ..CascadeConfiguration::UNKNOWN }
}

/// One cascade for assigning, reparenting, sharing and unsharing.
pub(crate) fn on_access(effect: CascadeType) -> CascadeConfiguration {
    let effect = Some(effect);
    CascadeConfiguration {
        assign: effect,
        reparent: effect,
        share: effect,
        unshare: effect,
        ..CascadeConfiguration::UNKNOWN
    }
}

/// A schema of tables, each with its ownership, and relationships, listed by both of their tables. Every column is
/// required by the platform whose name says so.
pub(crate) fn schema(tables: &[(&'static str, Option<OwnershipType>)], links: &[Link]) -> Schema {
    let mut tables: Vec<&'static LazyTable> = tables
        .iter()
        .map(|&(logical_name, ownership_type)| {
            let side = |of: fn(&Link) -> &'static str| -> &'static [OneToManyMetadata] {
                let mut list: Vec<_> = links.iter().filter(|link| of(link) == logical_name).map(metadata).collect();
                list.sort_by_key(|metadata| metadata.schema_name);
                list.leak()
            };
            let many_to_one = side(|link| link.referencing);
            let columns: &'static [ColumnMetadata] = required_columns(many_to_one).leak();
            let one_to_many = side(|link| link.referenced);
            &*Box::leak(Box::new(LazyTable::given(Box::leak(Box::new(TableMetadata {
                logical_name,
                ownership_type,
                fields: columns.len(),
                columns,
                many_to_one,
                one_to_many,
                ..TableMetadata::UNKNOWN
            })))))
        })
        .collect();
    tables.sort_by_key(|table| table.logical_name);
    Schema { tables: tables.leak() }
}

/// The same where rows of all tables have owners.
pub(crate) fn owned_schema(tables: &[&'static str], links: &[Link]) -> Schema {
    let tables: Vec<_> = tables.iter().map(|table| (*table, Some(OwnershipType::UserOwned))).collect();
    schema(&tables, links)
}

fn metadata(link: &Link) -> OneToManyMetadata {
    OneToManyMetadata {
        schema_name: link.name,
        referenced_entity: Some(link.referenced),
        referencing_entity: Some(link.referencing),
        referencing_attribute: Some(link.column),
        cascade: link.cascade,
        ..OneToManyMetadata::UNKNOWN
    }
}

fn required_columns(relationships: &[OneToManyMetadata]) -> Vec<ColumnMetadata> {
    let names = relationships.iter().filter_map(|relationship| relationship.referencing_attribute);
    let mut names: Vec<_> = names.filter(|name| name.contains("required")).collect();
    names.sort_unstable();
    names.dedup();
    let required_level = Some(RequiredLevel::SystemRequired);
    names
        .into_iter()
        .map(|logical_name| ColumnMetadata { logical_name, required_level, ..ColumnMetadata::UNKNOWN })
        .collect()
}

pub(crate) const fn key(table: &'static str, number: u128) -> RowKey {
    RowKey::new(table, Uuid::from_u128(number))
}

pub(crate) fn rows(rows: impl IntoIterator<Item = (RowKey, RowState)>) -> MemorySource {
    let mut all = MemorySource::default();
    for (key, row) in rows {
        all.insert(key, row);
    }
    all
}

/// A row of Anna's, with its lookups.
pub(crate) fn row(lookups: &[(&'static str, RowKey)]) -> RowState {
    let row = RowState::default().owned_by(ANNA);
    lookups.iter().fold(row, |row, (column, to)| row.pointing_at(column, *to))
}

pub(crate) const A: RowKey = key("a", 1);
pub(crate) const B: RowKey = key("b", 2);
pub(crate) const C: RowKey = key("c", 3);

pub(crate) fn plan(schema: &Schema, rows: &MemorySource, start: RowKey, change: PlannedChange) -> Plan {
    Planner::new(schema).plan(&mut rows.clone(), start, change).unwrap()
}

pub(crate) fn steps(plan: &Plan) -> Vec<(RowKey, RowChange)> {
    plan.steps().map(|step| (step.row, step.change)).collect()
}

/// Returns the rows that Boris owns after the start is assigned to him.
pub(crate) fn assigned(schema: &Schema, rows: &MemorySource, start: RowKey) -> Vec<RowKey> {
    steps(&plan(schema, rows, start, PlannedChange::Assign { to: BORIS })).into_iter().map(|(row, _)| row).collect()
}

pub(crate) fn kinds(plan: &Plan) -> Vec<NoteKind> {
    plan.notes().iter().map(|remark| remark.kind).collect()
}

/// Three tables, each with a row: c points at b, and b at a.
pub(crate) fn chain(upper: CascadeConfiguration, lower: CascadeConfiguration) -> (Schema, MemorySource) {
    let schema =
        owned_schema(&["a", "b", "c"], &[link("b_a", "b", "aid", "a", upper), link("c_b", "c", "bid", "b", lower)]);
    (schema, rows([(A, row(&[])), (B, row(&[("aid", A)])), (C, row(&[("bid", B)]))]))
}
