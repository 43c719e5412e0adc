//! Names that people choose for Rust: what the language allows, and how it writes each kind of item.

use std::borrow::Cow;

use unicode_ident::{is_xid_continue, is_xid_start};
use unicode_normalization::UnicodeNormalization;

/// Words that cannot stand as a plain identifier in the 2024 edition, and in those before it.
pub const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
    "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true",
    "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Keywords that have no raw form.
pub const NEVER_RAW: &[&str] = &["crate", "self", "super"];

/// Returns whether a text is an identifier, or a keyword, that can be seen and typed.
///
/// ```
/// use earlybound_reader::rust_name::is_identifier;
///
/// assert!(is_identifier("größe") && is_identifier("type"));
/// assert!(!is_identifier("1st") && !is_identifier("a b") && !is_identifier("_"));
/// // A variation selector is part of a name to Rust, but to nobody else.
/// assert!(!is_identifier("gold\u{fe0f}"));
/// ```
pub fn is_identifier(text: &str) -> bool {
    text.starts_with(|first| is_xid_start(first) || first == '_')
        && text.chars().all(|letter| is_xid_continue(letter) && !is_ignorable(letter))
        && text.chars().any(|letter| letter != '_')
}

/// Returns a name as Rust compares it: in normalization form C.
///
/// ```
/// use earlybound_reader::rust_name::normalized;
///
/// assert_eq!(normalized("e\u{301}"), "é");
/// ```
pub fn normalized(name: &str) -> Cow<'_, str> {
    if name.is_ascii() { Cow::Borrowed(name) } else { Cow::Owned(name.nfc().collect()) }
}

/// Returns whether a character is invisible: a joiner, a variation selector, a soft hyphen, a filler, a mark of
/// direction.
///
/// These are the code points that Unicode calls [default ignorable] in version 17, with those that are not assigned.
///
/// [default ignorable]: https://www.unicode.org/Public/17.0.0/ucd/DerivedCoreProperties.txt
pub const fn is_ignorable(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fff8}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// The kind of item that a name stands for, which decides how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A column.
    Field,
    /// A table or a message.
    Type,
    /// An option.
    Variant,
    /// A relationship.
    Constant,
}

/// The problem with a name, and the fix.
#[derive(Debug, PartialEq)]
pub(crate) struct Misnomer {
    pub(crate) message: String,
    pub(crate) help: String,
}

impl Misnomer {
    /// A text that is no identifier.
    pub(crate) fn no_identifier() -> Self {
        Self { message: "not a name in Rust".into(), help: "letters, digits and `_`, no digit first".into() }
    }
}

impl Shape {
    /// A reason why a name cannot be used as it is.
    pub(crate) fn misnomer(self, name: &str) -> Option<Misnomer> {
        let wrong = |message: String, help: String| Some(Misnomer { message, help });
        if !is_identifier(name) {
            return Some(Misnomer::no_identifier());
        }
        if name == "Self" || NEVER_RAW.contains(&name) {
            return wrong(format!("`{name}` is a word of the language"), format!("write `{}`", self.written(name)));
        }
        if self == Self::Variant && name == "Other" {
            let message = "every choice has a variant `Other` already, for values that are not listed";
            return wrong(message.into(), "choose another name, such as `OtherOption`".into());
        }
        if self.fits(name) {
            return None;
        }
        let (kind, case) = match self {
            Self::Field => ("fields", "snake_case"),
            Self::Type => ("types and messages", "UpperCamelCase"),
            Self::Variant => ("variants", "UpperCamelCase"),
            Self::Constant => ("constants of relationships", "UPPER_SNAKE_CASE"),
        };
        wrong(format!("names of {kind} are in {case}"), format!("write `{}`", self.written(name)))
    }

    /// Returns whether rustc takes a name without a warning.
    fn fits(self, name: &str) -> bool {
        match self {
            Self::Field => !name.contains("__") && !name.contains(char::is_uppercase),
            Self::Constant => !name.contains(char::is_lowercase),
            Self::Type | Self::Variant => {
                let has_case = |letter: char| letter.is_lowercase() || letter.is_uppercase();
                let is_parted = |(a, b): (char, char)| a == '_' && has_case(b) || has_case(a) && b == '_';
                let mut pairs = name.chars().zip(name.chars().skip(1));
                !name.contains("__") && !name.starts_with(char::is_lowercase) && !pairs.any(is_parted)
            }
        }
    }

    /// The name as this kind of item is written.
    fn written(self, name: &str) -> String {
        let words = words(name);
        match self {
            Self::Field => match words.join("_").to_lowercase() {
                word if NEVER_RAW.contains(&word.as_str()) => word + "_",
                word => word,
            },
            Self::Constant => words.join("_").to_uppercase(),
            Self::Type | Self::Variant => {
                let name: String = words.iter().map(|word| capitalized(word)).collect();
                if name == "Self" { name + "Item" } else { name }
            }
        }
    }
}

/// The words of a name in any case: `SecondPhone` and `second_phone` have two.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = vec![String::new()];
    let mut before = '_';
    for letter in name.chars() {
        if letter == '_' || before.is_lowercase() && letter.is_uppercase() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| letter != '_') {
            word.push(letter);
        }
        before = letter;
    }
    words.retain(|word| !word.is_empty());
    words
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_item_has_its_case() {
        for (shape, fitting) in [
            (Shape::Field, ["second_phone", "type", "größe", "_1st"]),
            (Shape::Type, ["Company", "SMS", "N1_2Hours", "日本"]),
            (Shape::Variant, ["Live", "A1", "Level1_2", "Élevé"]),
            (Shape::Constant, ["A_B", "_A", "A__B", "日本"]),
        ] {
            for name in fitting {
                assert_eq!(shape.misnomer(name), None, "{name}");
            }
        }
    }

    #[test]
    fn what_does_not_fit_gets_a_better_name() {
        for (shape, name, better) in [
            (Shape::Field, "SecondPhone", "write `second_phone`"),
            (Shape::Field, "self", "write `self_`"),
            (Shape::Field, "a__b", "write `a_b`"),
            (Shape::Type, "lower", "write `Lower`"),
            (Shape::Type, "Two_Words", "write `TwoWords`"),
            (Shape::Type, "Self", "write `SelfItem`"),
            (Shape::Variant, "Other", "choose another name, such as `OtherOption`"),
            (Shape::Constant, "AccountTasks", "write `ACCOUNT_TASKS`"),
            (Shape::Field, "_", "letters, digits and `_`, no digit first"),
            (Shape::Field, "²", "letters, digits and `_`, no digit first"),
        ] {
            assert_eq!(shape.misnomer(name).map(|misnomer| misnomer.help).as_deref(), Some(better), "{name}");
        }
    }
}
