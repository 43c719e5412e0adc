//! The examples of Microsoft's Web API documentation, as a table: each request that a page shows, beside the one that
//! this crate makes of it, and the answers that the pages show, as this crate reads them.
//!
//! Only facts are taken over: methods, paths, names of headers and properties, and the form of values.
//! (<https://learn.microsoft.com/power-apps/developer/data-platform/webapi/overview>, and the pages of
//! `MicrosoftDocs/powerapps-docs`, folder `powerapps-docs/developer/data-platform`)

#![allow(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a test may panic, and nobody else uses it"
)]

mod answers;
mod batches;
mod case;
mod changes;
mod columns;
mod definitions;
mod errors;
mod fetches;
mod filters;
mod messages;
mod queries;
mod retrieve;
mod rows;

/// The tables that the examples are about, generated where they stand.
mod dataverse {
    earlybound::reference!("tests/documented/documented.table.yaml");
}

use case::Case;

/// So many of so many kinds have to be the same.
const EQUAL: (usize, usize) = (150, 155);

#[test]
fn requests_are_those_of_the_documentation() {
    let cases: Vec<Case> = [
        rows::cases(),
        retrieve::cases(),
        changes::cases(),
        queries::cases(),
        filters::cases(),
        fetches::cases(),
        columns::cases(),
        messages::cases(),
        batches::cases(),
        definitions::cases(),
    ]
    .into_iter()
    .flatten()
    .collect();
    let (equal, different): (Vec<_>, Vec<_>) = cases.iter().partition(|case| case.difference.is_none());
    println!("{} of {} documented requests are the same", equal.len(), cases.len());
    let mut unexplained = Vec::new();
    for case in different {
        let difference = case.difference.as_deref().unwrap_or_default();
        match case.explained_by {
            Some(source) => println!("{}: {difference}\n    {source}", case.name),
            None => unexplained.push(format!("{}\n    {difference}", case.name)),
        }
    }
    assert!(unexplained.is_empty(), "{} differ without a source\n{}", unexplained.len(), unexplained.join("\n"));
    let explained_twice: Vec<_> =
        equal.iter().filter(|case| case.explained_by.is_some()).map(|case| case.name).collect();
    assert!(explained_twice.is_empty(), "the same, and explained: {explained_twice:?}");
    let (enough, of) = EQUAL;
    assert!(cases.len() >= of && equal.len() * of >= cases.len() * enough, "{} of {}", equal.len(), cases.len());
}
