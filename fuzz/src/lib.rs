//! Steps that the targets have in common.

use earlybound_codegen::Config;
use earlybound_reader::check::check;
use earlybound_reader::diagnostic::{Diagnostics, render_json, render_text};
use earlybound_reader::parse::parse_in;
use earlybound_reader::project::Project;
use earlybound_reader::resolve::resolve;
use earlybound_reader::source::Sources;

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
        render_text(&diagnostics, &sources, false);
        serde_json::to_string(&render_json(&diagnostics, &sources)).expect("findings are data");
    }
}
