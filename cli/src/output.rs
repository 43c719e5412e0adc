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
    escape(&mut escaped, &text);
    escaped.push('\n');
    Ok(escaped)
}

/// Writes a text that stands in double quotes, with escapes for what nobody sees.
fn escape(escaped: &mut String, text: &str) {
    for letter in text.chars() {
        if is_seen(letter) {
            escaped.push(letter);
        } else {
            // None of them is beyond the first plane. Writing to a text does not fail.
            let _ = write!(escaped, "\\u{:04x}", u32::from(letter));
        }
    }
}

/// Returns whether a letter shows, and a terminal does not obey it.
fn is_seen(letter: char) -> bool {
    matches!(letter, ' '..='~' | '\n') || visible(letter.encode_utf8(&mut [0; 4])).starts_with(letter)
}

/// Writes data to standard output as YAML.
pub(crate) fn print_yaml(data: &impl Serialize) -> Result<(), Failure> {
    let text = yaml(data)?;
    write(io::stdout().lock(), |out| out.write_all(text.as_bytes()))
}

/// Returns data as YAML, with the same letters escaped as in JSON.
fn yaml(data: &impl Serialize) -> Result<String, Failure> {
    let failure = |error: serde_yaml::SerializeError| Failure::new(format!("cannot write YAML: {error}"));
    let text = serde_yaml::to_string(data).map_err(failure)?;
    if text.chars().all(is_seen) {
        return Ok(text);
    }
    // Without blocks each scalar stands in one line, plain or in double quotes.
    let options = serde_yaml::ser_options! { prefer_block_scalars: false };
    let text = serde_yaml::to_string_with_options(data, options).map_err(failure)?;
    let mut escaped = String::with_capacity(text.len());
    for line in text.lines() {
        if line.chars().all(is_seen) {
            escaped.push_str(line);
        } else {
            escape_line(&mut escaped, line);
        }
        escaped.push('\n');
    }
    Ok(escaped)
}

/// Writes a line of YAML: marks of lists, a key and a value, of which those with letters that nobody sees stand in quotes.
fn escape_line(escaped: &mut String, line: &str) {
    let start = line.len() - line.trim_start_matches([' ', '-']).len();
    let start = line[..start].rfind(' ').map_or(0, |at| at + 1);
    let (marks, rest) = line.split_at(start);
    escaped.push_str(marks);
    let end = scalar_end(rest);
    let (key, rest) = rest.split_at(end);
    escape_scalar(escaped, key);
    let mark = if rest.starts_with(": ") { 2 } else { rest.len().min(1) };
    let (mark, value) = rest.split_at(mark);
    escaped.push_str(mark);
    escape_scalar(escaped, value);
}

/// Returns the end of the scalar that a text starts with.
fn scalar_end(text: &str) -> usize {
    let Some(quoted) = text.strip_prefix('"') else {
        return text.find(": ").unwrap_or(text.trim_end_matches(':').len());
    };
    let mut is_escaped = false;
    let end = quoted.find(|letter| {
        let ends = letter == '"' && !is_escaped;
        is_escaped = letter == '\\' && !is_escaped;
        ends
    });
    end.map_or(text.len(), |end| end + 2)
}

fn escape_scalar(escaped: &mut String, scalar: &str) {
    if scalar.starts_with('"') || scalar.chars().all(is_seen) {
        return escape(escaped, scalar);
    }
    escaped.push('"');
    escape(escaped, &scalar.replace('\\', "\\\\").replace('"', "\\\""));
    escaped.push('"');
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
    // Standard error may be closed: then there is nobody to tell.
    let _ = anstream::stderr().lock().write_all(without_commands(text).as_bytes());
}

/// Returns a styled text without the control characters beyond ASCII, which terminals obey and styles do not need.
fn without_commands(text: &str) -> String {
    text.replace(|letter| matches!(letter, '\u{80}'..='\u{9f}'), "\u{fffd}")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use std::collections::BTreeMap;

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
    fn yaml_holds_the_same_and_nothing_that_a_terminal_obeys() {
        let odd = "\u{1b}\u{202e}\u{200f}\u{9b}\u{2066}";
        let words = ["", "a", "-", "- a", ": a", "a: b", "a:", "\"", "\\", "'", "#", "a\nb", "null", "{", "|", "é🦀 "];
        let around = |word: &&str| [format!("{word}{odd}"), format!("{odd}{word}"), format!("{word}\u{202e}{word}")];
        let texts: Vec<String> = words.iter().flat_map(around).chain(["x ".repeat(90) + odd]).collect();
        let maps: Vec<BTreeMap<&str, Vec<&str>>> = texts
            .iter()
            .map(|text| BTreeMap::from([(text.as_str(), vec![text.as_str(), "b"]), ("x", vec![])]))
            .collect();
        let text = yaml(&(&texts, &maps)).unwrap();
        assert!(text.chars().all(is_seen), "{text}");
        let read: (Vec<String>, Vec<BTreeMap<String, Vec<String>>>) = serde_yaml::from_str(&text).unwrap();
        assert_eq!(read.0, texts);
        assert_eq!(serde_json::to_string(&read.1).unwrap(), serde_json::to_string(&maps).unwrap());
        assert_eq!(yaml(&["a\nb", "é"]).unwrap(), serde_yaml::to_string(&["a\nb", "é"]).unwrap());
    }

    #[test]
    fn styles_stay_and_other_commands_go() {
        assert_eq!(without_commands("\u{1b}[1ma\u{9b}31m\u{85}é"), "\u{1b}[1ma\u{fffd}31m\u{fffd}é");
    }
}
