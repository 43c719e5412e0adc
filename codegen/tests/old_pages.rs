//! Pages of 2019, which say neither how lookups are bound and expanded nor what messages take, with pages of the Web API
//! beside them, which do. Runs where `EARLYBOUND_CORPUS` and `EARLYBOUND_INPUTS` name folders of both.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test may panic, and says when it is skipped")]

#[path = "support/downstream.rs"]
mod downstream;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use downstream::{cargo, manifest};
use earlybound_codegen::reader::diagnostic::Severity;
use earlybound_codegen::reader::reference::Reference;
use earlybound_codegen::{Config, RootFile};

/// The folders of pages of tables and of the Web API, if there are any.
fn folders() -> Option<[PathBuf; 2]> {
    let folder = |variable: &str, name: &str| Some(Path::new(&std::env::var_os(variable)?).join(name));
    let folders = folder("EARLYBOUND_CORPUS", "2019").zip(folder("EARLYBOUND_INPUTS", "webapi"));
    if folders.is_none() {
        eprintln!("skipped: EARLYBOUND_CORPUS and EARLYBOUND_INPUTS name no folders of pages");
    }
    folders.map(|(tables, web_api)| [tables, web_api])
}

/// The links that the pages of entity types list, read line by line: of a table, the name, the other table and the
/// link that leads back.
fn links(web_api: &Path, heading: &str) -> BTreeMap<String, Vec<[String; 3]>> {
    let mut links = BTreeMap::new();
    for page in fs::read_dir(web_api.join("entitytypes")).unwrap() {
        let path = page.unwrap().path();
        let text = fs::read_to_string(&path).unwrap_or_default();
        let mut rows: Vec<[String; 3]> = Vec::new();
        let section = text.split(heading).nth(1).unwrap_or_default();
        for line in section.lines().take_while(|line| !line.starts_with("## ")).filter(|line| line.starts_with('|')) {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            if let [_, name, of, partner, ..] = cells.as_slice()
                && let Some(of) = of.strip_prefix('[').and_then(|of| of.split(' ').next())
            {
                rows.push([*name, of, *partner].map(str::to_lowercase).map(|text| text.replace('\\', "")));
            }
        }
        links.insert(path.file_stem().unwrap().to_string_lossy().into_owned(), rows);
    }
    links
}

#[test]
fn relationships_and_messages_of_2019_are_completed() {
    let Some([tables, web_api]) = folders() else { return };
    let to_one = links(&web_api, "## Single-valued navigation properties");
    let to_many = links(&web_api, "## Collection-valued navigation properties");
    let alone = Reference::read(&[&tables]);
    let reference = Reference::read(&[&tables, &web_api]);
    assert_eq!(reference.diagnostics.count(Severity::Error), 0);
    assert_eq!(reference.diagnostics.count(Severity::Warning), alone.diagnostics.count(Severity::Warning));

    let (mut all, mut named, mut missed) = (0, 0, Vec::new());
    for table in &reference.schema.tables {
        for relationship in &table.one_to_many_relationships {
            all += 1;
            let (referenced, found) =
                (&table.table.logical_name, &relationship.referencing_entity_navigation_property_name);
            let (Some(referencing), Some(partner)) =
                (&relationship.referencing_entity, &relationship.referenced_entity_navigation_property_name)
            else {
                continue;
            };
            named += usize::from(found.is_some());
            // What the page of either side says.
            let partner = partner.to_lowercase();
            let forth = to_one.get(referencing).into_iter().flatten();
            let forth = forth.filter(|[_, of, back]| of == referenced && *back == partner).map(|[name, ..]| name);
            let back = to_many.get(referenced).into_iter().flatten();
            let back = back.filter(|[name, of, _]| of == referencing && *name == partner).map(|[.., back]| back);
            let said: BTreeSet<&String> = forth.chain(back).filter(|name| !name.is_empty()).collect();
            let is_said = |name: &String| said.is_empty() || said.contains(&name.to_lowercase());
            if !found.as_ref().map_or(said.len() != 1, is_said) {
                missed.push(format!("{referenced}.{}: {found:?}, not {said:?}", relationship.schema_name));
            }
        }
    }
    assert!(missed.is_empty(), "{} of {all}: {missed:#?}", missed.len());
    let known: BTreeSet<&str> = reference.schema.web_api.messages.iter().map(|message| message.name.as_str()).collect();
    let mentions = reference.schema.tables.iter().flat_map(|table| &table.messages);
    let mentions = mentions.filter(|message| known.contains(message.name.as_str())).count();
    eprintln!("{named} of {all} one-to-many relationships have a navigation property, {mentions} mentions a signature");
    // 911 mentions have a page of their own; messages that are bound to a table and that it does not list are offered too.
    assert!((all, named >= 2900, mentions >= 911) == (4396, true, true), "{all} {named} {mentions}");
}

const MAIN: &str = r##"
//! Asks for cases with their customers, and gives a case a customer.

use downstream::incident::many_to_one::INCIDENT_CUSTOMER_CONTACTS;
use downstream::{Contact, Incident, contact, incident};
use earlybound::{Create, Id, Uuid};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let customer = INCIDENT_CUSTOMER_CONTACTS.query().select(contact::FULLNAME);
    let cases = Incident::query().select(incident::TITLE).expand(customer);
    assert_eq!(cases.request()?.path(), "/incidents?$select=title&$expand=customerid_contact($select=fullname)");

    let contact: Id<Contact> = Uuid::from_u128(1).into();
    let case = Create::<Incident>::new().set(incident::TITLE, "Late").bind(incident::CUSTOMERID, contact);
    let request = case.request()?;
    let bound = r#""customerid_contact@odata.bind":"/contacts(00000000-0000-0000-0000-000000000001)""#;
    assert!(request.body().is_some_and(|body| body.contains(bound)), "{request:?}");
    Ok(())
}
"##;

#[test]
fn a_customer_of_2019_is_bound_and_expanded() {
    let Some([tables, web_api]) = folders() else { return };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("old-pages");
    fs::create_dir_all(folder.join("src")).unwrap();
    let settings = folder.join("earlybound.yaml");
    fs::write(&settings, "select: [incident, contact]\n").unwrap();
    let config = Config::new().inputs([settings, tables, web_api]).root_file(RootFile::Crate);
    let report = config.out_dir(folder.join("src")).generate().unwrap();
    assert!(!report.diagnostics.has_errors());
    manifest(&folder, "");
    fs::write(folder.join("src/main.rs"), MAIN.trim_start()).unwrap();
    cargo(&folder, &["run"]);
}
