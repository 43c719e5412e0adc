//! The end of a command.

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

use earlybound_reader::diagnostic::Diagnostics;
use earlybound_reader::visible::visible;

/// The end of a command that did what it was asked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All is well.
    Done,
    /// There are errors in the input, or generated files are out of date.
    Findings,
}

impl Outcome {
    /// The outcome of a run with these findings: only errors count.
    pub(crate) fn of(diagnostics: &Diagnostics) -> Self {
        if diagnostics.has_errors() { Self::Findings } else { Self::Done }
    }

    pub(crate) fn exit_code(self) -> ExitCode {
        match self {
            Self::Done => ExitCode::SUCCESS,
            Self::Findings => ExitCode::FAILURE,
        }
    }
}

/// The reason that a command could not do as it was asked.
#[derive(Debug)]
pub(crate) struct Failure {
    message: String,
    exit_code: u8,
}

impl Failure {
    /// The command line asks for what cannot be.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self { message: message.into(), exit_code: 2 }
    }

    /// Something went wrong on the way.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), exit_code: 1 }
    }

    /// The system refused; `doing` says what was tried, such as ``write `x.md` ``.
    pub(crate) fn io(doing: &str, error: &io::Error) -> Self {
        Self::new(format!("cannot {doing}: {error}"))
    }

    /// An error with its cause; `doing` says what was tried.
    pub(crate) fn of(doing: &str, error: &dyn Error) -> Self {
        Self::new(format!("cannot {doing}: {}", with_causes(error)))
    }

    /// Says so on standard error.
    pub(crate) fn report(&self) -> ExitCode {
        // Without a standard error there is nowhere left to say it.
        let _ = writeln!(anstream::stderr(), "error: {}", visible(&self.message));
        ExitCode::from(self.exit_code)
    }
}

impl From<earlybound_codegen::Error> for Failure {
    fn from(error: earlybound_codegen::Error) -> Self {
        Self::new(with_causes(&error))
    }
}

/// Returns what an error says, and why it came about.
fn with_causes(error: &dyn Error) -> String {
    let mut message = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        message.push_str(&format!(": {error}"));
        cause = error.source();
    }
    message
}
