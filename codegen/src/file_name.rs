//! Names of files that every system takes, and tells apart.

use earlybound_reader::rust_name::{is_ignorable, normalized};

/// The most bytes of the name of a file.
pub(crate) const LONGEST: usize = 255;

/// The names that Windows keeps for its devices, whatever their ending.
const DEVICES: [&str; 6] = ["aux", "con", "conin$", "conout$", "nul", "prn"];

/// The devices of which Windows has several.
const NUMBERED_DEVICES: [&str; 2] = ["com", "lpt"];

/// The numbers that they have.
const NUMBERS: [char; 12] = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '¹', '²', '³'];

/// Returns the names that Windows keeps for its devices.
pub(crate) fn devices() -> impl Iterator<Item = String> {
    let numbered =
        NUMBERED_DEVICES.iter().flat_map(|device| NUMBERS.iter().map(move |number| format!("{device}{number}")));
    DEVICES.iter().map(|device| (*device).to_owned()).chain(numbered)
}

/// Returns whether a file can be called so on every system.
///
/// ```
/// use earlybound_codegen::is_file_name;
///
/// assert!(is_file_name("account.md") && is_file_name("new_größe.md"));
/// assert!(!is_file_name("con.md") && !is_file_name("a/b.md") && !is_file_name("a?.md"));
/// ```
pub fn is_file_name(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let is_odd = |letter: char| letter.is_control() || "/\\:*?\"<>|".contains(letter);
    !name.is_empty()
        && name.len() <= LONGEST
        && !name.starts_with(['.', ' '])
        && !name.ends_with(['.', ' '])
        && !name.contains(is_odd)
        && devices().all(|device| device != stem)
}

/// Returns a name as a file system compares it that takes a letter in both cases, composed or not, for the same, and
/// sees nothing in what is invisible. Files whose names fold to the same are one file on some systems.
///
/// ```
/// use earlybound_codegen::folded;
///
/// assert_eq!(folded("Straße.md"), folded("STRASSE.MD"));
/// assert_eq!(folded("ΛΌΓΟΣ"), folded("λόγοσ"));
/// ```
pub fn folded(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    let visible: String = name.chars().filter(|letter| !is_ignorable(*letter)).collect();
    // Some letters meet their partners only one way: `ẞ` is `ß` below, and `ß` is `SS` above.
    let lower = normalized(&visible).to_lowercase().to_uppercase().to_lowercase();
    // At the end of a word, lower case is another letter.
    normalized(&lower).replace('ς', "σ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_names_are_no_files() {
        let long = "a".repeat(LONGEST);
        for name in ["account.md", "new_Größe.md", "console.rs", "com0", "com10.md", "lpt.md", "a.b", long.as_str()] {
            assert!(is_file_name(name), "{name}");
        }
        let longer = long.clone() + "a";
        let odd = ["", ".", "..", ".md", "a.", "a ", " a", "a/b", "a\\b", "a\0", "a:b", "a\u{85}", longer.as_str()];
        for name in odd.into_iter().chain(["con", "CON.x", "nul .md", "Lpt9.md", "com².md", "CONIN$"]) {
            assert!(!is_file_name(name), "{name:?}");
        }
    }

    /// The partners are those of CaseFolding.txt, C and F, and of canonical equivalence.
    #[test]
    fn names_of_one_file_fold_to_the_same() {
        for (one, other) in [
            ("Account", "aCCOUNT"),
            ("σ", "ς"),
            ("ΟΔΟΣ", "οδοσ"),
            ("ß", "ss"),
            ("ß", "ẞ"),
            ("ẞ", "SS"),
            ("İ", "i\u{307}"),
            ("K", "\u{212a}"),
            ("Å", "\u{212b}"),
            ("Ω", "\u{2126}"),
            ("ſ", "s"),
            ("µ", "μ"),
            ("ǅ", "ǆ"),
            ("ﬁ", "FI"),
            ("ŉ", "ʼN"),
            ("և", "եւ"),
            ("ᏸ", "Ᏸ"),
            ("ꭰ", "Ꭰ"),
            ("ᾳ", "αι"),
            ("α\u{345}\u{301}", "ᾴ"),
            ("が", "か\u{3099}"),
            ("가", "\u{1100}\u{1161}"),
            ("a\u{200d}", "a"),
            ("🦀\u{fe0f}", "🦀"),
        ] {
            assert_eq!(folded(one), folded(other), "{one} {other}");
        }
        for (one, other) in [("a", "b"), ("é", "e"), ("ア", "ｱ"), ("x²", "x2"), ("_", "__")] {
            assert_ne!(folded(one), folded(other), "{one} {other}");
        }
    }

    #[test]
    fn folding_twice_is_folding_once() {
        for letter in (0..=0x2FFFF).filter_map(char::from_u32) {
            for name in [format!("{letter}"), format!("a{letter}b")] {
                let once = folded(&name);
                assert_eq!(folded(&once), once, "{name:?}");
                assert_eq!(folded(&name.to_uppercase()), once, "{name:?}");
                assert_eq!(folded(&name.to_lowercase()), once, "{name:?}");
            }
        }
    }
}
