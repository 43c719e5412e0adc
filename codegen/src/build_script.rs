//! The entry point for build scripts: generated code in `OUT_DIR`, and the lines that Cargo reads.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use earlybound_reader::diagnostic::{Diagnostic, Severity};
use earlybound_reader::source::Sources;

use crate::config::Config;
use crate::error::Error;
use crate::report::Report;
use crate::root_file::RootFile;
use crate::settings::missing_features;

/// The folder below `OUT_DIR` that is written to where none is named; `earlybound::include_generated!()` knows it.
const DEFAULT_FOLDER: &str = "earlybound";

/// The number of warnings from which on there is a hint at how to have fewer.
const MANY: usize = 10;

/// The number of characters of a page that a finding quotes.
const LONGEST_QUOTED: usize = 60;

/// Generates code in a build script, from a page or a folder of pages: [`Config::compile`] with nothing else set.
///
/// ```no_run
/// // build.rs
/// fn main() -> Result<(), earlybound_codegen::Error> {
///     earlybound_codegen::compile("reference")?;
///     Ok(())
/// }
/// ```
///
/// ```ignore
/// // src/dataverse.rs
/// earlybound::include_generated!();
/// ```
///
/// # Errors
///
/// Those of [`Config::compile`].
pub fn compile(input: impl Into<PathBuf>) -> Result<Report, Error> {
    Config::new().input(input).compile()
}

impl Config {
    /// Generates code in a build script, for [`earlybound::include_generated!`] to include, and talks to Cargo.
    ///
    /// - The code goes to the folder `earlybound` in `OUT_DIR`, or to the one that [`out_dir`](Self::out_dir) names
    ///   there.
    /// - Cargo runs the script again when a page, a table document or the settings change, are added to a folder, or go
    ///   away; and at no other time.
    /// - Findings show in Cargo's own output, one line each; errors fail the build. Notes are left to `earlybound
    ///   check`.
    /// - A file that does not change is not written, so that it stays as old as it is. `cargo build -vv` shows how
    ///   many.
    ///
    /// Two schemas in one crate:
    ///
    /// ```no_run
    /// use earlybound_codegen::Config;
    ///
    /// Config::new().input("sales").out_dir("sales").compile()?; // include_generated!("sales")
    /// Config::new().input("service").out_dir("service").compile()?; // include_generated!("service")
    /// # Ok::<(), earlybound_codegen::Error>(())
    /// ```
    ///
    /// Pages with errors are no failure of this function, as they are none of [`generate`](Self::generate): Cargo fails
    /// the build once the script has ended, and shows each of them.
    ///
    /// [`earlybound::include_generated!`]: https://docs.rs/earlybound/latest/earlybound/macro.include_generated.html
    ///
    /// # Errors
    ///
    /// Returns an error if this is no build script, an input holds the folder of the build, or a file cannot be
    /// written.
    pub fn compile(&self) -> Result<Report, Error> {
        let out_dir = PathBuf::from(env::var_os("OUT_DIR").ok_or(Error::NoBuildScript)?);
        let folder = out_dir.join(self.out_dir.as_deref().unwrap_or(Path::new(DEFAULT_FOLDER)));
        let config = self.clone().out_dir(folder).root_file(RootFile::Include);
        let config = if self.command.is_none() { config.command("cargo build") } else { config };
        tell(&watched(&self.inputs, &out_dir)?);
        // A file of names is an input of the build, which Cargo watches.
        let report = config.generate_code()?;
        tell(&findings(&report));
        tell(&features(&report.sources));
        tell(&summary(&report));
        Ok(report)
    }
}

/// Best effort: if standard output is closed, nothing is left to do.
fn tell(text: &str) {
    let _ = io::stdout().lock().write_all(text.as_bytes());
}

/// Tells Cargo which paths to watch: of a folder, all that is in it or is added to it.
fn watched(inputs: &[PathBuf], out_dir: &Path) -> Result<String, Error> {
    let mut lines = String::new();
    for input in inputs {
        let holds_build =
            matches!((input.canonicalize(), out_dir.canonicalize()), (Ok(input), Ok(out)) if out.starts_with(&input));
        if holds_build {
            return Err(Error::InputHoldsBuild { path: input.clone() });
        }
        let _ = writeln!(lines, "cargo::rerun-if-changed={}", one_line(&input.to_string_lossy()));
    }
    Ok(lines)
}

/// Findings that Cargo shows, one line each.
fn findings(report: &Report) -> String {
    let mut lines = String::new();
    for finding in report.diagnostics.iter() {
        let kind = match finding.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => continue,
        };
        let _ = writeln!(lines, "cargo::{kind}={}", one_line(&sentence(finding, &report.sources)));
    }
    if report.diagnostics.count(Severity::Warning) > MANY {
        lines.push_str(
            "cargo::warning=so many warnings? In `earlybound.yaml`, `silence: [EB0201]` leaves those of a code out, and \
             `select` takes the tables that you need, which is faster, too\n",
        );
    }
    lines
}

/// Tells of features that the settings name and `Cargo.toml` lacks: nobody can switch them on, and rustc would warn of
/// each item behind them.
fn features(sources: &Sources) -> String {
    let manifest = env::var_os("CARGO_MANIFEST_DIR").map(|folder| Path::new(&folder).join("Cargo.toml"));
    let Some(manifest) = manifest.and_then(|path| fs::read_to_string(path).ok()) else { return String::new() };
    let told = missing_features(sources, &manifest).into_iter().map(|name| {
        format!(
            "cargo::rustc-check-cfg=cfg(feature, values({name:?}))\ncargo::warning=the settings put tables behind the \
             feature `{name}`, which Cargo.toml does not have, so that they are left out; help: add `{name} = []` under \
             `[features]`\n"
        )
    });
    told.collect()
}

/// A finding in one sentence: where, what, and what to do. Commands below the first line of a help are left to
/// `earlybound check`.
fn sentence(finding: &Diagnostic, sources: &Sources) -> String {
    let mut sentence = format!("{} [{}]", finding.message, finding.code.as_str());
    if let Some((source, origin)) = finding.origin.and_then(|origin| Some((sources.get(origin.source)?, origin))) {
        let (line, column) = source.line_column(origin.span.start);
        sentence = format!("{}:{line}:{column}: {sentence}", source.path.display());
        let words = [quoted(origin.span.of(&source.text)), finding.label.clone()];
        let words = words.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>();
        if !words.is_empty() {
            let _ = write!(sentence, "; {}", words.join(": "));
        }
    }
    if let Some(help) = &finding.help {
        let first = help.lines().next().unwrap_or_default().trim_end_matches(':');
        let _ = write!(sentence, "; help: {first}");
    }
    sentence
}

/// Returns the text at the place, unless it is too long for one line or says nothing, as a bracket does.
fn quoted(text: &str) -> String {
    let fits = text.contains(char::is_alphanumeric) && text.chars().nth(LONGEST_QUOTED).is_none();
    if fits { format!("`{text}`") } else { String::new() }
}

/// A line break would end the line for Cargo, and the rest could be an instruction to it.
fn one_line(text: &str) -> String {
    text.split(char::is_control).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Returns a summary of the run, for those who ask Cargo for it.
fn summary(report: &Report) -> String {
    let [written, unchanged, removed] = [&report.written, &report.unchanged, &report.removed].map(Vec::len);
    let plural = |count: usize, thing: &str| format!("{count} {thing}{}", if count == 1 { "" } else { "s" });
    let (tables, written) = (plural(report.counts.tables, "table"), plural(written, "file"));
    format!("earlybound: {tables}; {written} written, {unchanged} unchanged, {removed} removed\n")
}

#[cfg(test)]
mod tests {
    use earlybound_reader::diagnostic::{Code, Diagnostics};
    use earlybound_reader::span::{Origin, Span};

    use super::*;

    #[test]
    fn a_finding_is_one_line_with_its_place() {
        let mut sources = Sources::default();
        let source = sources.add("reference/account.md", "one\ntwo three\n");
        let origin = Origin { source, span: Span::new(8..13) };
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(
            Diagnostic::new(Code::NotUtf8, "not\r\ncargo::rustc-cfg=x").at(origin, "here").help("write it:\nagain"),
        );
        let report = Report { sources, diagnostics, ..Report::default() };
        let expected = "cargo::error=reference/account.md:2:5: not cargo::rustc-cfg=x [EB0002]; `three`: here; \
                        help: write it\n";
        assert_eq!(findings(&report), expected);
    }

    #[test]
    fn notes_are_left_out() {
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(Diagnostic::new(Code::NotAReference, "skipped"));
        assert_eq!(findings(&Report { diagnostics, ..Report::default() }), "");
    }

    #[test]
    fn an_input_that_holds_the_build_would_run_for_ever() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("target/out");
        std::fs::create_dir_all(&out).unwrap();
        let error = watched(&[folder.path().to_owned()], &out).unwrap_err();
        assert!(matches!(error, Error::InputHoldsBuild { .. }), "{error}");
        let lines = watched(&["reference".into(), "missing.md".into()], &out).unwrap();
        assert_eq!(lines, "cargo::rerun-if-changed=reference\ncargo::rerun-if-changed=missing.md\n");
    }
}
