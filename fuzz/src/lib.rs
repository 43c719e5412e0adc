//! Steps that the targets have in common.

use earlybound_codegen::Config;
use earlybound_reader::check::check;
use earlybound_reader::diagnostic::{Diagnostics, render_json, render_text};
use earlybound_reader::model::Schema;
use earlybound_reader::parse::parse_in;
use earlybound_reader::project::Project;
use earlybound_reader::resolve::resolve;
use earlybound_reader::source::Sources;

/// A table for settings to speak of.
pub const TABLE: &str = "\
LogicalName: color
SchemaName: Color
EntitySetName: colors
Attributes:
- { SchemaName: ColorId, AttributeType: Uniqueidentifier }
- { SchemaName: Hue, AttributeType: Picklist, OptionSet: { Options: [{ Value: 1, Label: Red }, { Value: 2, Label: red }] } }
- { SchemaName: PaintId, AttributeType: Lookup, Targets: [paint, color] }
ManyToOneRelationships:
- { SchemaName: Color_Paint, ReferencedEntity: paint, ReferencingAttribute: paintid }
Messages:
- { Name: new_Mix, Kind: Action, Binding: Entity, Parameters: [{ Name: With, Type: Edm.String }] }
";

/// Reads bytes as files of these names, and generates code from them: nothing panics, and every finding has a place
/// that can be shown.
pub fn read_as(names: &[&str], bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for name in names {
        let mut sources = Sources::default();
        sources.add(*name, text.as_ref());
        let mut diagnostics = Diagnostics::default();
        Project::read(&sources, &mut diagnostics);
        let parsed = parse_in(&sources, None, &mut diagnostics);
        let schema = resolve(parsed, &mut diagnostics);
        check(&schema, &mut diagnostics);
        Config::new().emit(&schema, &mut diagnostics);
        diagnostics.sort();
        show(&diagnostics, &sources);
    }
}

/// Reads a text as a file of this name.
pub fn read(name: &str, text: &str) -> Schema {
    let mut sources = Sources::default();
    sources.add(name, text);
    let mut diagnostics = Diagnostics::default();
    resolve(parse_in(&sources, None, &mut diagnostics), &mut diagnostics)
}

/// Shows findings, to people and to programs.
pub fn show(diagnostics: &Diagnostics, sources: &Sources) {
    render_text(diagnostics, sources, false);
    serde_json::to_string(&render_json(diagnostics, sources)).expect("findings are data");
}
