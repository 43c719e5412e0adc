//! Real pages, held against what a plain line reader counts on them.
//!
//! Runs where `EARLYBOUND_CORPUS` names a folder with the pages, and, beside it, `oracle/counts.json`.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::path::PathBuf;

use earlybound_reader::diagnostic::{Code, Diagnostics, Severity, render_text};
use earlybound_reader::model::{Document, OneToManyRelationship, Schema, Section};
use earlybound_reader::parse::parse;
use earlybound_reader::render::{RenderOptions, render};
use earlybound_reader::resolve::resolve;
use earlybound_reader::source::Sources;
use earlybound_schema::AttributeType;

/// The folder with the pages; says that the test is skipped where there is none.
fn corpus() -> Option<PathBuf> {
    let folder = std::env::var_os("EARLYBOUND_CORPUS").map(PathBuf::from);
    if folder.is_none() {
        skipped("EARLYBOUND_CORPUS names no folder of pages");
    }
    folder
}

struct Corpus {
    sources: Sources,
    documents: Vec<Document>,
    diagnostics: Diagnostics,
}

fn read(folder: &PathBuf) -> Corpus {
    let mut diagnostics = Diagnostics::default();
    let sources = Sources::read(&[folder], &mut diagnostics);
    let documents = parse(&sources, &mut diagnostics);
    Corpus { sources, documents, diagnostics }
}

fn tables(folder: &PathBuf) -> (Schema, Diagnostics) {
    let mut corpus = read(folder);
    let schema = resolve(corpus.documents, &mut corpus.diagnostics);
    (schema, corpus.diagnostics)
}

type Counts = BTreeMap<String, usize>;

fn counts(document: &Document) -> Counts {
    let section = |wanted| document.attributes.iter().filter(|column| column.section == wanted).count();
    let split = |list: &[OneToManyRelationship], customized| list.iter().filter(|r| r.customized == customized).count();
    let choices = document.attributes.iter().filter(|column| column.attribute_type != Some(AttributeType::Boolean));
    let options = choices.filter_map(|column| column.option_set.as_ref()).map(|set| set.options.len()).sum();
    let (to_one, to_many) = (&document.many_to_one_relationships, &document.one_to_many_relationships);
    let cascades = to_one.iter().chain(to_many).map(|r| r.cascade_configuration.stated().count()).sum();
    let counts = [
        ("messages", document.messages.len()),
        ("events", document.events.len()),
        ("writable", section(Section::Writable)),
        ("read_only", section(Section::ReadOnly)),
        ("customized_columns", section(Section::Customized)),
        ("many_to_one", split(to_one, false)),
        ("one_to_many", split(to_many, false)),
        ("customized_many_to_one", split(to_one, true)),
        ("customized_one_to_many", split(to_many, true)),
        ("many_to_many", document.many_to_many_relationships.len()),
        ("options", options),
        ("cascades", cascades),
    ];
    counts.into_iter().map(|(name, count)| (name.to_owned(), count)).collect()
}

#[test]
fn every_page_has_the_items_that_a_line_reader_counts() {
    let Some(folder) = corpus() else { return };
    let oracle = folder.parent().unwrap().join("oracle/counts.json");
    let Ok(oracle) = std::fs::read_to_string(&oracle) else {
        return println!("skipped: no counts of another reader in `{}`", oracle.display());
    };
    let oracle: BTreeMap<String, Counts> = serde_json::from_str(&oracle).unwrap();
    let corpus = read(&folder);
    let read: BTreeMap<&str, &Document> = corpus.documents.iter().map(|d| (d.source.as_str(), d)).collect();
    assert_eq!(read.len(), oracle.len());
    for (page, expected) in &oracle {
        assert_eq!(&counts(read[page.as_str()]), expected, "{page}");
    }
}

#[test]
fn real_pages_give_no_finding_that_is_not_true() {
    let Some(folder) = corpus() else { return };
    let corpus = read(&folder);
    assert_eq!(corpus.diagnostics.count(Severity::Error), 0);
    // Two pages are no table reference, and one description is broken over four lines.
    let mut found: BTreeMap<Code, usize> = BTreeMap::new();
    for diagnostic in corpus.diagnostics.iter() {
        *found.entry(diagnostic.code).or_default() += 1;
    }
    let text = render_text(&corpus.diagnostics, &corpus.sources, false);
    assert_eq!(found, [(Code::NotAReference, 2), (Code::UnreadText, 4)].into(), "{text}");
}

#[test]
fn a_rendered_page_says_what_the_page_says() {
    let Some(folder) = corpus() else { return };
    for document in read(&folder).documents {
        let mut sources = Sources::default();
        sources.add(&document.source, render(&document, &RenderOptions::default()));
        let mut diagnostics = Diagnostics::default();
        let again = parse(&sources, &mut diagnostics);
        assert_eq!(again, [document], "{}", render_text(&diagnostics, &sources, false));
        assert_eq!(diagnostics.iter().count(), 0, "{}", render_text(&diagnostics, &sources, false));
    }
}

#[test]
fn every_many_to_one_relationship_with_both_pages_has_its_cascades() {
    let Some(folder) = corpus() else { return };
    let (schema, _) = tables(&folder.join("2019"));
    let is_there =
        |name: &Option<String>| schema.tables.iter().any(|table| Some(&table.table.logical_name) == name.as_ref());
    let mut joined = 0;
    for table in &schema.tables {
        for relationship in table.many_to_one_relationships.iter().filter(|r| is_there(&r.referenced_entity)) {
            let name = &relationship.schema_name;
            assert_eq!(relationship.cascade_configuration.stated().count(), 6, "{name}");
            assert!(relationship.referencing_attribute.is_some(), "{name}");
            joined += 1;
        }
    }
    assert!(joined > 3000, "{joined}");
}

#[test]
fn the_conversation_page_alone() {
    let Some(folder) = corpus() else { return };
    let (schema, diagnostics) = tables(&folder.join("captures/2024-08/customerservice"));
    let table = &schema.tables[0];
    assert!(table.partial);
    assert_eq!(table.messages.len(), 25);
    assert_eq!(table.attributes[0].targets[0], "msdyn_bookingalertstatus");
    assert_eq!(table.many_to_one_relationships.len(), 7);
    let cascades: usize =
        table.many_to_one_relationships.iter().map(|r| r.cascade_configuration.stated().count()).sum();
    assert_eq!(cascades, 56);
    let codes: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(codes, [Code::MissingBase, Code::TargetsDisagree, Code::MissingTables]);
    assert!(
        diagnostics
            .iter()
            .any(|d| d.message == "relationships on `regardingobjectid` name 5 targets that the column does not list")
    );
}

#[test]
fn the_conversation_page_with_its_base() {
    let Some(folder) = corpus() else { return };
    let pages = ["customerservice", "dynamics365"].map(|product| folder.join("captures/2024-08").join(product));
    let mut diagnostics = Diagnostics::default();
    let sources = Sources::read(&pages, &mut diagnostics);
    let documents = parse(&sources, &mut diagnostics);
    let schema = resolve(documents.clone(), &mut diagnostics);
    let mut shuffled = documents;
    shuffled.reverse();
    assert_eq!(resolve(shuffled, &mut Diagnostics::default()), schema);

    let table = &schema.tables[0];
    assert!(!table.partial);
    let products: Vec<_> = table.layers.iter().map(|layer| layer.product.as_deref().unwrap()).collect();
    assert_eq!(products, ["Microsoft Dynamics 365", "Microsoft Dynamics 365 Customer Service"]);
    assert_eq!(table.attributes.len(), 135);
    assert_eq!((table.messages.len(), table.events.len()), (44, 5));
    let relationships =
        (&table.many_to_one_relationships, &table.one_to_many_relationships, &table.many_to_many_relationships);
    assert_eq!((relationships.0.len(), relationships.1.len(), relationships.2.len()), (69, 40, 2));
    assert_eq!(table.attribute("regardingobjectid").unwrap().targets.len(), 38);
}

/// Says so past the test runner, which keeps what tests print to itself.
fn skipped(why: &str) {
    use std::io::Write;
    _ = writeln!(std::io::stderr(), "skipped: {why}");
}
