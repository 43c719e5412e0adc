//! A picture in the language of Mermaid.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::Picture;
use earlybound_reader::visible::visible;

pub(crate) fn write(picture: &Picture) -> String {
    let mut text = String::from("flowchart LR\n");
    let _ = writeln!(text, "  %% {}: {}", comment(&picture.title), comment(&picture.summary));
    for (at, node) in picture.nodes.iter().enumerate() {
        let note = if node.note.is_empty() { String::new() } else { format!("<br/>{}", escaped(&node.note)) };
        let _ = writeln!(text, "  n{at}[\"{}{note}\"]:::{}", escaped(&node.name), node.tone.class());
    }
    for arrow in &picture.arrows {
        let line = if arrow.tone.is_dashed() { "-.->" } else { "-->" };
        let label = if arrow.label.is_empty() { String::new() } else { format!("|\"{}\"|", escaped(&arrow.label)) };
        let _ = writeln!(text, "  n{} {line}{label} n{}", arrow.from, arrow.to);
    }
    for (number, arrow) in picture.arrows.iter().enumerate() {
        let _ = writeln!(text, "  linkStyle {number} stroke:{}", arrow.tone.color());
    }
    let tones: BTreeSet<_> = picture.nodes.iter().map(|node| node.tone).collect();
    for tone in tones {
        let _ = writeln!(text, "  classDef {} stroke:{}", tone.class(), tone.color());
    }
    text
}

/// A text between quotes; Mermaid reads entities without an ampersand.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '&' | '<' | '>' | '"' | '#' | ';' | '`' | '\\' => {
                let _ = write!(escaped, "#{};", u32::from(c));
            }
            '\n' | '\t' => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A text on one line.
fn comment(text: &str) -> String {
    visible(text).replace(['\n', '\t'], " ")
}

#[cfg(test)]
mod tests {
    #[test]
    fn no_text_ends_its_quotes() {
        assert_eq!(super::escaped("a\"] --> <b>\n#"), "a#34;] --#62; #60;b#62; #35;");
    }
}
