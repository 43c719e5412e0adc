//! Generated code compiles, documents and works, without a warning, whatever the pages call things.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "support/downstream.rs"]
mod downstream;
mod support;

use std::fs;
use std::path::{Path, PathBuf};

use earlybound_codegen::reader::diagnostic::{Code, Diagnostics};
use earlybound_codegen::{Config, RootFile};

use downstream::{cargo, manifest, target};

/// A program that uses generated code. The facts are those of the tables in `support`.
const MAIN: &str = r#"
//! Uses generated code.
#![allow(uncommon_codepoints, mixed_script_confusables, confusable_idents)]

mod tables;
mod included {
    include!("../included/include.rs");
}

use downstream::complete::{Event, Message, OwnerIdTarget, StateCode, many_to_one};
use downstream::{Complete, SCHEMA};
use earlybound::metadata::{HttpMethod, RelationshipBehavior};
use earlybound::{Choice, EntityReference, Id, Table, Target, Uuid};

fn main() {
    let id = Uuid::from_u128(7);
    let row = Complete { completeid: Some(Id::new(id)), statecode: Some(StateCode::from_value(1)), ..Complete::default() };
    assert_eq!(row.statecode, Some(StateCode::Closed));
    assert_eq!(row.clone(), row);
    assert_eq!(StateCode::from_value(99), StateCode::Other(99));
    assert_eq!(StateCode::Other(99).value(), 99);
    assert_eq!(StateCode::Closed.label(), Some("Closed"));

    let owner = OwnerIdTarget::from_reference(EntityReference::new("team", id));
    assert!(matches!(&owner, Ok(OwnerIdTarget::Team(team)) if team.uuid() == id), "{owner:?}");
    let stranger = OwnerIdTarget::from_reference(EntityReference::new("contoso", id));
    assert_eq!(stranger.as_ref().map(Target::parts), Ok((Some("contoso"), id)));
    assert_eq!(OwnerIdTarget::TABLES, ["complete", "systemuser", "team"]);

    assert_eq!(Message::ALL, [Message::CCaaSEndSession, Message::SetState]);
    assert_eq!(Message::SetState.metadata().method, Some(HttpMethod::Patch));
    assert_eq!(Event::Retain.to_string(), "Retain");
    assert_eq!(many_to_one::COMPLETE_PARENT.behavior(), Some(RelationshipBehavior::Parental));

    let metadata = SCHEMA.table("complete");
    assert_eq!(metadata, Complete::metadata());
    let columns: Vec<_> = metadata.into_iter().flat_map(|table| table.columns).collect();
    let (fields, others) = columns.split_at(metadata.map_or(0, |table| table.fields));
    assert!(!fields.is_empty() && fields.is_sorted_by_key(|column| column.logical_name));
    assert!(!others.is_empty() && others.is_sorted_by_key(|column| column.logical_name));
    for column in &columns {
        assert_eq!(metadata.and_then(|table| table.column(column.logical_name)), Some(*column));
    }
    assert!(SCHEMA.relationship("Complete_Parent").is_some());
    assert_eq!(tables::SCHEMA.tables, included::SCHEMA.tables);
    assert_eq!(tables::hostile::Labels::Other6.value(), 6);
    assert_eq!(tables::hostile::Labels::ValueMinus2.value(), -2);
    assert_eq!((tables::hostile::Labels::Done.value(), tables::hostile::Labels::Family.value()), (11, 12));
    assert_eq!(tables::hostile::Labels::Done.label(), Some("Done ✔\u{fe0f}"));
    assert_eq!(tables::hostile::Labels::from_value(i32::MAX), tables::hostile::Labels::N2Percent10Net30);
    assert_eq!(tables::hostile::Labels::from_value(0), tables::hostile::Labels::Other(0));
}
"#;

/// Writes a crate that has generated code in each of the three ways.
fn write_crate() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("downstream");
    for (root, files) in [(RootFile::Crate, "src"), (RootFile::Module, "src/tables"), (RootFile::Include, "included")] {
        let _ = fs::remove_dir_all(folder.join(files));
        fs::create_dir_all(folder.join(files)).unwrap();
        let emitted = Config::new().root_file(root).emit(&support::all(), &mut Diagnostics::default());
        for (name, text) in emitted {
            fs::write(folder.join(files).join(name), text).unwrap();
        }
    }
    manifest(&folder, "");
    fs::write(folder.join("src/main.rs"), MAIN.trim_start()).unwrap();
    folder
}

#[test]
fn a_crate_with_generated_code_has_no_warning_and_works() {
    let folder = write_crate();
    cargo(&folder, &["clippy"]);
    cargo(&folder, &["doc", "--no-deps", "--lib"]);
    text_shows_as_it_stands(&target().join("doc/downstream/texts/struct.Texts.html"));
    cargo(&folder, &["run"]);
}

/// Descriptions hold no markup for rustdoc, except web addresses.
fn text_shows_as_it_stands(page: &Path) {
    let html = fs::read_to_string(page).unwrap();
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(html.contains("[link](x) [`Nope`]"));
    assert!(html.contains("code block # heading - item 1. one ``` let x = 1; ```"));
    assert!(html.contains("<a href=\"https://x.y\">"));
    assert!(!html.contains("<script>alert"));
}

#[test]
fn collisions_are_reported_with_all_names() {
    let mut diagnostics = Diagnostics::default();
    Config::new().emit(&support::all(), &mut diagnostics);
    let messages: Vec<_> =
        diagnostics.iter().map(|diagnostic| (diagnostic.code, diagnostic.message.as_str())).collect();
    let collision = "one-to-many relationships of `complete` have the same name in Rust: `Complete_Parent` as \
                     `COMPLETE_PARENT_OWNERID_COMPLETE`, `complete_parent` as `COMPLETE_PARENT_PARENTID_COMPLETE`";
    let times = messages.iter().filter(|finding| **finding == (Code::NameCollision, collision)).count();
    assert_eq!(times, 1, "{messages:#?}");
}
