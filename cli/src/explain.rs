//! `earlybound explain`: what a finding means.

use clap::Args;
use earlybound_reader::diagnostic::{Code, Severity};
use earlybound_reader::nearest::nearest;

use crate::outcome::{Failure, Outcome};
use crate::output;

/// Explain a kind of finding: what it means and what to do
///
/// Without a code, lists all kinds.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  earlybound explain
  earlybound explain EB0201")]
pub(crate) struct Explain {
    /// The code in the brackets of a finding, such as EB0201
    code: Option<String>,
}

impl Explain {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        let text = match &self.code {
            Some(word) => explanation(find(word)?),
            None => Code::ALL.iter().map(|code| summary(*code)).collect(),
        };
        output::print(&text)?;
        Ok(Outcome::Done)
    }
}

fn find(word: &str) -> Result<Code, Failure> {
    if let Some(code) = Code::ALL.iter().find(|code| code.as_str().eq_ignore_ascii_case(word)) {
        return Ok(*code);
    }
    let near = nearest(word, Code::ALL.iter().map(|code| code.as_str()));
    let help = near.map_or("`earlybound explain` lists them".to_owned(), |near| format!("did you mean `{near}`?"));
    Err(Failure::usage(format!("`{word}` is not the code of a finding; {help}")))
}

fn summary(code: Code) -> String {
    format!("{}  {:<7}  {}\n", code.as_str(), code.severity().as_str(), code.title())
}

fn explanation(code: Code) -> String {
    let silence = match code.severity() {
        Severity::Error => String::new(),
        Severity::Warning | Severity::Note => format!(
            "\nTo silence it, add this to `earlybound.yaml` beside your pages:\n\n    silence: [{}]\n",
            code.as_str()
        ),
    };
    format!(
        "{} ({}): {}\n\n{}\n{silence}",
        code.as_str(),
        code.severity().as_str(),
        code.title(),
        wrapped(code.explanation())
    )
}

/// The text in lines of at most 80 characters.
fn wrapped(text: &str) -> String {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let is_full = lines.last().is_some_and(|line| !line.is_empty() && line.len() + word.len() >= 80);
        if is_full {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(if line.is_empty() { "" } else { " " });
            line.push_str(word);
        }
    }
    lines.join("\n")
}
