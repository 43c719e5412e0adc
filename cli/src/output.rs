//! Standard output and standard error.

use std::fmt::Write as _;
use std::io::{self, BufWriter, ErrorKind, Write};

use earlybound_reader::visible::visible;
use serde::Serialize;

use crate::outcome::Failure;

/// Writes text for people to standard output; colours are left out where they would not show.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    write(anstream::stdout().lock(), |out| out.write_all(without_commands(text).as_bytes()))
}

/// Writes data to standard output as indented JSON.
pub(crate) fn print_json(data: &impl Serialize) -> Result<(), Failure> {
    let text = json(data)?;
    write(io::stdout().lock(), |out| out.write_all(text.as_bytes()))
}

/// Returns data as indented JSON, with a line end. Characters that nobody sees, or that a terminal obeys, are escaped.
pub(crate) fn json(data: &impl Serialize) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(data);
    let text = text.map_err(|error| Failure::new(format!("cannot write JSON: {error}")))?;
    let mut escaped = String::with_capacity(text.len() + 1);
    for letter in text.chars() {
        if matches!(letter, ' '..='~' | '\n') || visible(letter.encode_utf8(&mut [0; 4])).starts_with(letter) {
            escaped.push(letter);
        } else {
            // None of them is beyond the first plane. Writing to a text does not fail.
            let _ = write!(escaped, "\\u{:04x}", u32::from(letter));
        }
    }
    escaped.push('\n');
    Ok(escaped)
}

/// Writes data to standard output as YAML.
pub(crate) fn print_yaml(data: &impl Serialize) -> Result<(), Failure> {
    let text = serde_yaml::to_string(data).map_err(|error| Failure::new(format!("cannot write YAML: {error}")))?;
    write(io::stdout().lock(), |out| out.write_all(text.as_bytes()))
}

/// A reader that closes the pipe has read all that it wants: that is no failure.
fn write(stream: impl Write, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let mut out = BufWriter::new(stream);
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::io("write to standard output", &error)),
        _ => Ok(()),
    }
}

/// Tells people on standard error how it goes.
pub(crate) fn tell(text: &str) {
    tell_styled(&visible(text));
}

/// Tells people on standard error what is styled, and visible, already.
pub(crate) fn tell_styled(text: &str) {
    // Whoever closed standard error does not want to know.
    let _ = anstream::stderr().lock().write_all(without_commands(text).as_bytes());
}

/// Returns a styled text without the control characters beyond ASCII, which terminals obey and styles do not need.
fn without_commands(text: &str) -> String {
    text.replace(|letter| matches!(letter, '\u{80}'..='\u{9f}'), "\u{fffd}")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn json_holds_the_same_and_nothing_that_a_terminal_obeys() {
        let data = "a\u{1b}[31m\u{202e}\u{9b}\u{7f}\u{2028}\u{ffff}\"\\é🦀\n\t";
        let text = json(&data).unwrap();
        let odd = text
            .trim_end()
            .chars()
            .filter(|letter| letter.is_control() || matches!(letter, '\u{2028}'..='\u{202e}' | '\u{ffff}'));
        assert_eq!(odd.count(), 0, "{text:?}");
        assert!(text.contains("é🦀"), "{text:?}");
        assert_eq!(serde_json::from_str::<String>(&text).unwrap(), data);
    }

    #[test]
    fn styles_stay_and_other_commands_go() {
        assert_eq!(without_commands("\u{1b}[1ma\u{9b}31m\u{85}é"), "\u{1b}[1ma\u{fffd}31m\u{fffd}é");
    }
}
