//! The entry point for code that is checked in: a test that fails when pages and code have come apart.

use std::env;
use std::fmt;
use std::path::PathBuf;

use earlybound_reader::diagnostic::{Diagnostics, Severity, render_text};
use earlybound_reader::visible::visible_path;

use crate::config::Config;
use crate::report::Report;

/// The variable that makes [`assert_up_to_date!`](crate::assert_up_to_date) write what it would complain about.
const BLESS: &str = "EARLYBOUND_BLESS";

/// Asserts that generated code in a folder is what the pages say, in one line of a test.
///
/// The first argument is a page or a folder of pages, the second the folder of the code, both as they were given to
/// `earlybound generate`: relative to the folder of the package, in which Cargo runs tests. The settings beside the
/// pages count here as they do there. Needs `earlybound-codegen` among the `[dev-dependencies]`, and nothing in a
/// normal build.
///
/// ```no_run
/// // In a function with `#[test]`:
/// earlybound_codegen::assert_up_to_date!("reference", "src/dataverse");
/// ```
///
/// If there is more to say, it takes a [`Config`](crate::Config):
///
/// ```no_run
/// use earlybound_codegen::Config;
///
/// let config = Config::new().inputs(["dataverse", "customerservice"]).out_dir("src/dataverse").docs(false);
/// earlybound_codegen::assert_up_to_date!(config);
/// ```
///
/// With `EARLYBOUND_BLESS=1` in the environment the code is written instead.
///
/// # Panics
///
/// Panics if a file of the folder is not up to date, or a page has errors. The message says which,
/// and names the command to run.
#[macro_export]
macro_rules! assert_up_to_date {
    ($input:expr, $out_dir:expr $(,)?) => {
        $crate::assert_up_to_date!($crate::Config::new().input($input).out_dir($out_dir))
    };
    ($config:expr $(,)?) => {
        if let ::core::result::Result::Err(drift) = $crate::check_or_bless(&$config) {
            ::core::panic!("{drift}");
        }
    };
}

/// Checks, or writes where the environment says so. The error is the message of
/// [`assert_up_to_date!`](crate::assert_up_to_date).
#[doc(hidden)]
pub fn check_or_bless(config: &Config) -> Result<(), String> {
    let bless = env::var_os(BLESS).is_some_and(|value| !value.is_empty() && value != "0");
    let report = if bless { config.generate() } else { config.check() }.map_err(|error| error.to_string())?;
    if report.diagnostics.has_errors() {
        return Err(format!("the reference has errors\n\n{}", errors(&report)));
    }
    if bless || report.is_up_to_date() {
        return Ok(());
    }
    let command = config.command_line();
    Err(format!(
        "generated files are out of date\n{}help: run `{command}`, or this test with `{BLESS}=1`, and commit the changes",
        report.drift()
    ))
}

fn errors(report: &Report) -> String {
    let mut errors = Diagnostics::default();
    errors.extend(report.diagnostics.iter().filter(|finding| finding.severity() == Severity::Error).cloned());
    render_text(&errors, &report.sources, false)
}

/// The files that a check would write and remove, one line each.
#[derive(Clone, Copy, Debug)]
pub struct Drift<'a>(&'a Report);

impl Report {
    /// The files that a check would write and remove, to be shown: one line each.
    ///
    /// ```no_run
    /// let report = earlybound_codegen::Config::new().input("reference").out_dir("src/dataverse").check()?;
    /// print!("{}", report.drift()); // "  would write src/dataverse/account.rs"
    /// # Ok::<(), earlybound_codegen::Error>(())
    /// ```
    pub fn drift(&self) -> Drift<'_> {
        Drift(self)
    }
}

impl fmt::Display for Drift<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut list = |change: &str, files: &[PathBuf]| {
            files.iter().try_for_each(|file| writeln!(f, "  would {change} {}", visible_path(file)))
        };
        list("write", &self.0.written)?;
        list("remove", &self.0.removed)
    }
}
