//! The answer as data.

use earlybound_schema::cascade::CascadeAction;
use earlybound_schema::cascade::CascadeType;
use earlybound_schema::cascade::Reach;
use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Answer<'a> {
    action: CascadeAction,
    table: &'a str,
    effects: Vec<Effect<'a>>,
    unknown: Vec<Unknown<'a>>,
}

/// The effect of the action along one relationship.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Effect<'a> {
    /// The table whose rows are concerned.
    table: &'a str,
    relationship: &'a str,
    effect: CascadeType,
    depth: usize,
    path: Vec<&'a str>,
}

/// A fact that the pages do not state, and that the answer depends on.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Unknown<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    table: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    relationship: Option<&'a str>,
    reason: &'static str,
}

pub(super) fn answer<'a>(reach: &Reach<'a>) -> Answer<'a> {
    let effects = reach.effects.iter().map(|effect| Effect {
        table: effect.table(),
        relationship: effect.relationship.schema_name,
        effect: effect.cascade,
        depth: effect.depth,
        path: reach.path(effect),
    });
    Answer { action: reach.action, table: reach.start, effects: effects.collect(), unknown: unknown(reach) }
}

fn unknown<'a>(reach: &Reach<'a>) -> Vec<Unknown<'a>> {
    let tables = reach.unknown_tables.iter().map(|table| Unknown {
        table: Some(table),
        relationship: None,
        reason: "no full page describes the table: what points at its rows is not known",
    });
    let unstated = reach.unstated.iter().map(|edge| Unknown {
        table: Some(edge.referencing),
        relationship: Some(edge.schema_name),
        reason: "no page says what the relationship does for this action",
    });
    let unplaced = reach.unplaced.iter().map(|name| Unknown {
        table: None,
        relationship: Some(name),
        reason: "no page says between which tables the relationship is",
    });
    tables.chain(unstated).chain(unplaced).collect()
}
