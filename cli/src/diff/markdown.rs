//! Changes for the description of a pull request.

use earlybound_reader::diff::Severity;
use earlybound_reader::visible::visible;

use super::report::Report;
use super::text::{names, sentence, title};
use crate::findings::plural;

pub(super) fn markdown(report: &Report, least: Severity) -> String {
    let mut text = format!("# Changes\n\n{}: {}\n", plural(report.groups.len(), "table"), report.counts().words());
    for (table, group) in &report.groups {
        if group.worst().is_none_or(|worst| worst > least) {
            continue;
        }
        text.push_str(&format!("\n## {}\n\n| severity | change | names |\n|---|---|---|\n", plain(title(table))));
        for told in group.told(least) {
            let cells =
                [plain(told.change.severity.as_str()), plain(&sentence(&told.change)), cell(&names(&told.names))];
            text.push_str(&format!("| {} |\n", cells.join(" | ")));
        }
    }
    visible(&text)
}

/// Text that means nothing to Markdown or HTML.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '@' | '!' | '$' => {
                plain.push('\\');
                plain.push(letter);
            }
            '\n' | '\r' => plain.push(' '),
            _ => plain.push(letter),
        }
    }
    plain
}

/// Code in a cell: identifiers hold nothing that ends it.
fn cell(code: &str) -> String {
    code.replace('|', "\\|").replace(['\n', '\r'], " ")
}
