//! Tables that their authors advise against.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Table;

/// Reports a table whose name or description says that it is deprecated: the reference has no flag for it.
pub(super) fn is_said_so(table: &Table, diagnostics: &mut Diagnostics) {
    let facts = &table.table;
    if [&facts.display_name, &facts.description].into_iter().flatten().any(|text| says_deprecated(text)) {
        let message = format!("`{}` is deprecated", facts.logical_name);
        let finding = Diagnostic::new(Code::DeprecatedTable, message).at(table.origin, "its page says so");
        diagnostics.push(finding.help("leave its page out if you do not need it"));
    }
}

fn says_deprecated(text: &str) -> bool {
    text.split(|character: char| !character.is_alphanumeric()).any(|word| word.eq_ignore_ascii_case("deprecated"))
}
