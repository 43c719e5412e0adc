//! A picture in the language of Graphviz.

use std::fmt::Write as _;

use super::Picture;
use earlybound_reader::visible::visible;

pub(crate) fn write(picture: &Picture) -> String {
    let mut text = format!(
        "digraph {{\n  label={};\n  labelloc=t;\n  rankdir=LR;\n  fontname=\"Helvetica\";\n  \
         node [shape=box, style=rounded, fontname=\"Helvetica\", fontsize=11];\n  edge [fontname=\"Helvetica\", fontsize=9];\n",
        quoted(&format!("{}\n{}", picture.title, picture.summary))
    );
    for (at, node) in picture.nodes.iter().enumerate() {
        let label = if node.note.is_empty() { node.name.clone() } else { format!("{}\n{}", node.name, node.note) };
        let style = if node.is_outside { ", style=\"rounded,dashed\"" } else { "" };
        let (label, hint, color) = (quoted(&label), quoted(&node.hint), node.tone.color());
        let _ = writeln!(text, "  n{at} [label={label}, tooltip={hint}, color=\"{color}\"{style}];");
    }
    for arrow in &picture.arrows {
        let style = if arrow.tone.is_dashed() { ", style=dashed" } else { "" };
        let (label, color) = (quoted(&arrow.label), arrow.tone.color());
        let _ = writeln!(text, "  n{} -> n{} [label={label}, color=\"{color}\"{style}];", arrow.from, arrow.to);
    }
    text.push_str("}\n");
    text
}

/// A text between quotes. Graphviz reads `\n` as a line break, and a backslash before other letters as more than that.
fn quoted(text: &str) -> String {
    format!("\"{}\"", visible(text).replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn no_text_ends_its_quotes() {
        assert_eq!(super::quoted("a\"]; b\\"), r#""a\"]; b\\""#);
        assert_eq!(super::quoted("one\ntwo"), r#""one\ntwo""#);
    }
}
