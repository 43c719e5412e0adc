//! `earlybound lock`: names that stay.

use clap::Args;
use earlybound_codegen::Config;
use earlybound_reader::diagnostic::Severity;
use earlybound_reader::visible::visible_path;

use crate::findings;
use crate::inputs::Inputs;
use crate::outcome::{Failure, Outcome};
use crate::output;

/// Keep the names of generated code as they are, in a file `earlybound.lock` beside the settings
///
/// Remembers names that had to be made up, such as those of options, by what they stand for. From then on a new label or
/// column renames nothing that is there. `generate` adds the names of new items, and `generate --check` fails while some
/// are missing. The name of an item that is gone is given to no other until it is pruned.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  earlybound lock reference
  earlybound lock reference --prune")]
pub(crate) struct Lock {
    #[command(flatten)]
    inputs: Inputs,
    /// Forget the names of items that are gone
    #[arg(long)]
    prune: bool,
}

impl Lock {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        let report = Config::new().inputs(self.inputs.paths()?).keep_names(self.prune)?;
        findings::tell(&report.diagnostics, &report.sources, Severity::Error);
        for (paths, what) in [(&report.written, "written"), (&report.unchanged, "unchanged")] {
            for path in paths {
                output::tell(&format!("{} {what}\n", visible_path(path)));
            }
        }
        Ok(Outcome::of(&report.diagnostics))
    }
}
