//! Statements of resolved tables that do not go together: a status of no state, a default that is not an option.
//!
//! Resolving brings facts together and never judges them; the checks judge and change nothing. Each looks for one kind
//! of finding, and only where both sides of it are stated: an empty list means that the reference does not say.

mod addresses;
mod cascades;
mod columns;
mod deprecated;
mod keys;
mod names;
mod navigation;
mod options;
mod own;

use crate::diagnostic::Diagnostics;
use crate::model::{Layer, Provenance, Schema, Table};

/// Runs every check over the tables of a run.
///
/// ```
/// use earlybound_reader::check::check;
/// use earlybound_reader::diagnostic::{Code, Diagnostics};
/// use earlybound_reader::model::{Schema, Table};
///
/// let mut table = Table::default();
/// table.table.display_name = Some("Color (Deprecated)".to_owned());
/// let mut diagnostics = Diagnostics::default();
/// check(&Schema { tables: vec![table], ..Schema::default() }, &mut diagnostics);
/// assert_eq!(diagnostics.into_iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::DeprecatedTable]);
/// ```
pub fn check(schema: &Schema, diagnostics: &mut Diagnostics) {
    for table in &schema.tables {
        options::statuses_belong_to_states(table, diagnostics);
        options::defaults_are_options(table, diagnostics);
        options::options_were_asked_for(table, diagnostics);
        columns::primary_columns_are_there(table, diagnostics);
        columns::schema_names_are_unique(table, diagnostics);
        cascades::are_documented(table, diagnostics);
        cascades::one_parent(table, diagnostics);
        deprecated::is_said_so(table, diagnostics);
        keys::name_rows(table, diagnostics);
        addresses::names_are_identifiers(table, diagnostics);
        own::tables_have_sets(table, diagnostics);
        own::relationships_have_columns(table, diagnostics);
    }
    addresses::names_of_the_web_api_are_identifiers(schema, diagnostics);
    names::relationships_are_unique(schema, diagnostics);
    navigation::lookups_can_be_set(schema, diagnostics);
    own::relationships_have_tables(schema, diagnostics);
}

/// Returns whether all columns of a table are known: an organization answers with those that it was asked for, and a
/// solution has those that it changes.
fn lists_all_columns(table: &Table) -> bool {
    let lists_all = |layer: &Layer| layer.full && matches!(layer.provenance, Provenance::Page | Provenance::Own);
    table.layers.iter().any(lists_all) && !table.partial && !table.attributes.is_empty()
}

/// Names or numbers in words: `` `a`, `b` and `c` ``.
fn list<T: std::fmt::Display>(items: &[T]) -> String {
    let quoted: Vec<String> = items.iter().map(|item| format!("`{item}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}
