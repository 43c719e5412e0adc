//! Tokens as text that people like to read.

use proc_macro2::TokenStream;

use super::{MARK, Options};
use crate::docs::escape;
use crate::error::Error;

/// Keeps rustfmt from laying it out differently, so that `--check` compares what was written.
const SKIP: &str = "#![cfg_attr(rustfmt, rustfmt_skip)]\n";

/// Lays out a whole file, with the header that says where it comes from.
pub(super) fn file(name: &str, tokens: TokenStream, options: &Options) -> Result<String, Error> {
    let parsed =
        syn::parse2(tokens).map_err(|error| Error::Emit { file: name.to_owned(), error: error.to_string() })?;
    let command = escape::one_line(&options.command);
    // What is included has no place for an attribute of its own, and rustfmt does not look for it.
    let skip = if name == super::root::INCLUDE { "" } else { SKIP };
    let code = spaced(&joined(&prettyplease::unparse(&parsed)));
    Ok(format!("{MARK}. Do not edit: run `{command}` to write it anew.\n{skip}\n{code}"))
}

/// Puts a place in a list behind its bracket. prettyplease breaks such lines early, and there is one for each column.
fn joined(code: &str) -> String {
    let mut joined = String::with_capacity(code.len());
    let mut lines = code.lines().peekable();
    while let Some(line) = lines.next() {
        joined.push_str(line);
        let place = |next: &&str| next.trim().strip_suffix(',').is_some_and(|number| number.parse::<u32>().is_ok());
        if line.ends_with("::new(") && lines.peek().is_some_and(place) {
            let place = lines.next().map_or("", |place| place.trim().trim_end_matches(','));
            joined.extend([place, lines.next().map_or("", str::trim)]);
        }
        joined.push('\n');
    }
    joined
}

/// Puts an empty line between items, which prettyplease leaves out. It looks at lines alone: no token of generated code
/// spans two of them.
fn spaced(code: &str) -> String {
    let mut spaced = String::with_capacity(code.len() + code.len() / 32);
    let mut before = "";
    for line in code.lines() {
        if is_gap(before, line) {
            spaced.push('\n');
        }
        spaced.push_str(line);
        spaced.push('\n');
        before = line;
    }
    spaced
}

fn is_gap(before: &str, line: &str) -> bool {
    let (above, below) = (before.trim_start(), line.trim_start());
    if before.len() - above.len() != line.len() - below.len() {
        return false;
    }
    let begins =
        ["///", "#[", "::", "pub ", "impl ", "static ", "fn ", "use "].iter().any(|start| below.starts_with(start));
    let ends_block = matches!(above, "}" | "};" | "];" | ")") || above.ends_with(" {}");
    let ends_block = ends_block && !below.starts_with("use ");
    let ends_line =
        above.ends_with(';') && ["///", "#[", "::", "fn ", "impl "].iter().any(|start| below.starts_with(start));
    let ends_uses = above.starts_with("use ") && !below.starts_with("use ");
    let begins_uses = below.starts_with("pub use ") && above.ends_with(';') && !above.starts_with("pub use ");
    let ends_mods = above.starts_with("pub mod ") && !below.starts_with("pub mod ");
    let ends_inner = is_inner(above) && !is_inner(below);
    (begins && (ends_block || ends_line || ends_uses || begins_uses || ends_mods)) || ends_inner
}

fn is_inner(line: &str) -> bool {
    line.starts_with("//!") || line.starts_with("#![") || line == ")]"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_stand_behind_their_brackets() {
        let code = "const A: B = B::new(\n    12,\n);\nconst C: D = D::new(\n    x,\n);\n";
        assert_eq!(joined(code), "const A: B = B::new(12);\nconst C: D = D::new(\n    x,\n);\n");
    }

    #[test]
    fn items_stand_apart_and_fields_together() {
        let code = [
            "//! Docs.",
            "use a::B;",
            "use c::D;",
            "/// S.",
            "struct S {",
            "    /// F.",
            "    f: u8,",
            "    /// G.",
            "    g: u8,",
            "}",
            "impl S {",
            "    const A: u8 = 1;",
            "    const B: u8 = 1;",
            "    fn f() {}",
            "}",
            "pub mod a;",
            "pub mod b;",
            "const Y: u8 = 1;",
            "pub use c::D;",
            "pub use c::E;",
            "static X: u8 = 1;",
            "::a::m!(X);",
        ];
        let first_of_block = [1, 3, 10, 13, 15, 18, 21];
        let expected = code.iter().enumerate().map(|(place, line)| {
            let gap = if first_of_block.contains(&place) { "\n" } else { "" };
            format!("{gap}{line}\n")
        });
        let expected: String = expected.collect();
        let code = code.join("\n");
        assert_eq!(spaced(&code), expected);
    }
}
