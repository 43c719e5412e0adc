//! Messages whose names and types are as hostile as a reference and a custom API can make them: their code compiles
//! without a warning, whatever features are on, and says on the wire what the reference said.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

#[path = "support/downstream.rs"]
mod downstream;

use std::fs;
use std::path::Path;

use downstream::{cargo, manifest};
use earlybound_codegen::{Config, RootFile};

const SETTINGS: &str = "features: { boats: [new_boat] }\n\
    messages: [Self, 1st, String, AnyValue, Request, '?t?', new_One, new_Any, new_All, new_Several]\n";

/// Names are keywords, begin with digits, are
/// the same but for case, or are those of Rust, of generated code and of traits.
const API: &str = r#"
Tables:
  - LogicalName: new_boat
    EntitySetName: new_boats
    PrimaryIdAttribute: new_boatid
    Attributes: [{ LogicalName: new_boatid, AttributeType: Uniqueidentifier }]
    Messages: [{ Name: type }, { Name: new_Words }]
  - LogicalName: new_berth
    EntitySetName: new_berths
    PrimaryIdAttribute: new_berthid
    Attributes: [{ LogicalName: new_berthid, AttributeType: Uniqueidentifier }, { LogicalName: new_name, AttributeType: String }]
Messages:
  - Name: type
    Kind: Action
    Description: "*/ ]] `x` <b> {} \\ [link](y)"
    BoundTo: [{ Table: new_boat, Binding: Entity }, { Table: new_boat, Binding: EntityCollection }]
    Parameters:
      - { Name: self, Type: Edm.String }
      - { Name: Self, Type: Edm.Int32, Optional: true }
      - { Name: crate, Type: Edm.Boolean, Optional: true }
      - { Name: async, Type: Edm.Guid, Optional: true }
      - { Name: new, Type: Edm.String, Optional: true }
      - { Name: on, Type: Edm.String, Optional: true }
      - { Name: On, Type: Edm.String }
      - { Name: on_table, Type: Edm.String, Optional: true }
      - { Name: request, Type: Edm.String, Optional: true }
      - { Name: 1st, Type: mscrm.1st, Optional: true }
      - { Name: Ä_b, Type: Edm.String, Optional: true }
      - { Name: äB, Type: Edm.String, Optional: true }
      - { Name: 表, Type: 'Collection(mscrm.表)', Optional: true }
      - { Name: URLName, Type: Edm.String }
      - { Name: UrlName, Type: Edm.String }
      - { Name: url_name, Type: Edm.String }
      - { Name: Add, Type: Edm.Int32, Optional: true }
      - { Name: Clone, Type: Edm.Int32, Optional: true }
      - { Name: Not, Type: Edm.Int32, Optional: true }
      - { Name: ToWords, Type: Edm.String, Optional: true }
      - { Name: FromDate, Type: Edm.DateTimeOffset, Optional: true }
      - { Name: IsIt, Type: Edm.Boolean, Optional: true }
      - { Name: _, Type: Edm.String, Optional: true }
  - { Name: Self, Kind: Function, Parameters: [], Returns: mscrm.Option }
  - { Name: 1st, Kind: Action, Parameters: [{ Name: Any, Type: mscrm.Nobody }], Returns: 'Collection(mscrm.Nobody)' }
  - { Name: String, Kind: Action, Parameters: [{ Name: Members, Type: mscrm.Members }], Returns: mscrm.Members }
  - { Name: AnyValue, Kind: Function, Parameters: [{ Name: Vec, Type: Edm.Binary }], Returns: Edm.Binary }
  - { Name: Request, Kind: Action, Parameters: [{ Name: Node, Type: mscrm.Node }], Returns: 'Collection(mscrm.Node)' }
  - { Name: Été, Kind: Action, Returns: 'Collection(Edm.String)' }
  - { Name: été, Kind: Action, Returns: mscrm.Empty }
  - Name: new_Words
    Kind: Action
    BoundTo: [{ Table: new_boat, Binding: Entity }]
    Parameters: &all
      - { Name: Boolean, Type: Boolean }
      - { Name: DateTime, Type: DateTime }
      - { Name: Decimal, Type: Decimal }
      - { Name: Entity, Type: Entity }
      - { Name: EntityCollection, Type: EntityCollection }
      - { Name: EntityReference, Type: EntityReference }
      - { Name: Float, Type: Float }
      - { Name: Integer, Type: Integer }
      - { Name: Money, Type: Money }
      - { Name: Picklist, Type: Picklist }
      - { Name: String, Type: String }
      - { Name: StringArray, Type: StringArray }
      - { Name: Guid, Type: Guid }
      - { Name: Berth, Type: Entity, Table: new_berth }
      - { Name: Berths, Type: EntityCollection, Table: new_berth }
      - { Name: BerthReference, Type: EntityReference, Table: new_berth }
      - { Name: Word, Type: NoWord }
    Returns: mscrm.new_WordsResponse
  - { Name: new_One, Kind: Action, Returns: mscrm.new_berth }
  - { Name: new_Any, Kind: Action, Returns: Entity }
  - { Name: new_All, Kind: Action, Returns: EntityCollection }
  - { Name: new_Several, Kind: Action, Returns: 'Collection(mscrm.new_berth)' }
ComplexTypes:
  - { Name: Empty, Properties: [] }
  - { Name: Option, Properties: [{ Name: Some, Type: Edm.String }, { Name: some, Type: Edm.Int32 }, { Name: SOME, Type: Edm.Boolean }, { Name: fn, Type: mscrm.Empty }] }
  - { Name: Node, Properties: [{ Name: Next, Type: mscrm.Node }, { Name: Children, Type: 'Collection(mscrm.Node)' }, { Name: Peer, Type: mscrm.Peer }] }
  - { Name: Peer, Properties: [{ Name: Node, Type: mscrm.Node }, { Name: clone, Type: Edm.String }, { Name: 1, Type: Edm.String }] }
  - { Name: new_WordsResponse, Properties: *all }
EnumTypes:
  - { Name: 1st, Members: [{ Name: Other, Value: 0 }, { Name: Self, Value: 1 }, { Name: A_B, Value: 2 }, { Name: AB, Value: 3 }, { Name: a-b, Value: -4 }, { Name: 1, Value: 5 }, { Name: type, Value: 6 }, { Name: é, Value: 7 }, { Name: '***', Value: 8 }] }
  - { Name: Members, Members: [{ Name: None, Value: 0 }, { Name: Some, Value: 1 }, { Name: Ok, Value: 2 }, { Name: Err, Value: 4 }, { Name: Default, Value: 8 }] }
  - { Name: 表, Members: [] }
"#;

/// A program that uses the messages, with and without the feature.
const MAIN: &str = r###"
//! Uses generated messages.
#![allow(dead_code, uncommon_codepoints, mixed_script_confusables, confusable_idents, reason = "names are what they are")]

mod tables;

use earlybound::service::Answer;
use tables::messages::{NewAll, NewAny, NewOne, NewSeveral};

fn answer(body: &str) -> Answer {
    Answer::new(200, [("Content-Type", "application/json")], body)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let row = r##"{"@odata.type": "#Microsoft.Dynamics.CRM.new_berth", "new_name": "Pier"}"##;
    // A row of a table that is stated, and one of a table that is not.
    let berth: tables::NewBerth = NewOne::new().request()?.read(answer(row))?;
    assert_eq!(berth.new_name.as_deref(), Some("Pier"));
    let any = NewAny::new().request()?.read(answer(row))?;
    assert_eq!((any.table().as_deref(), any.read::<tables::NewBerth>()?.new_name), (Some("new_berth"), berth.new_name));
    let rows = NewSeveral::new().request()?.read(answer(&format!(r#"{{"value": [{row}, {row}]}}"#)))?;
    assert_eq!(rows.rows.len(), 2);
    assert_eq!(NewAll::new().request()?.read(answer(&format!(r#"{{"value": [{row}]}}"#)))?.len(), 1);

    names();
    Ok(())
}

#[cfg(not(feature = "boats"))]
fn names() {}

/// Every name on the wire is that of the reference.
#[cfg(feature = "boats")]
fn names() {
    use earlybound::message::{EnumType, Message};

    let parameters: Vec<&str> = tables::messages::Type::METADATA.parameters.iter().map(|it| it.name).collect();
    assert_eq!(parameters.get(..3), Some(&["self", "Self", "crate"][..]));
    assert_eq!(parameters.get(13..16), Some(&["URLName", "UrlName", "url_name"][..]));
    let members: Vec<&str> = tables::messages::N1stEnum::MEMBERS.iter().map(|(name, ..)| *name).collect();
    assert_eq!(members, ["Other", "Self", "A_B", "AB", "a-b", "1", "type", "é", "***"]);
}
"###;

#[test]
fn hostile_messages_compile_whatever_features_are_on() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("messages");
    _ = fs::remove_dir_all(folder.join("src"));
    fs::create_dir_all(folder.join("reference")).unwrap();
    fs::create_dir_all(folder.join("src")).unwrap();
    fs::write(folder.join("reference/api.table.yaml"), API).unwrap();
    fs::write(folder.join("reference/earlybound.yaml"), SETTINGS).unwrap();
    for (root, files) in [(RootFile::Crate, "src"), (RootFile::Module, "src/tables")] {
        let config = Config::new().input(folder.join("reference")).root_file(root).out_dir(folder.join(files));
        let report = config.generate().unwrap();
        assert!(!report.diagnostics.has_errors());
    }
    manifest(&folder, "\n[features]\nboats = []\n");
    fs::write(folder.join("src/main.rs"), MAIN.trim_start()).unwrap();
    for features in [&["clippy"][..], &["clippy", "--all-features"], &["doc", "--no-deps", "--lib", "--all-features"]] {
        cargo(&folder, features);
    }
    cargo(&folder, &["run"]);
    cargo(&folder, &["run", "--all-features"]);
}
