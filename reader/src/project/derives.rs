//! Derives that a project adds to generated code.

use crate::rust_name::{KEYWORDS, is_identifier};

/// The kind of type that traits are derived for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Derives {
    /// Row structs.
    Rows,
    /// Choice enums.
    Choices,
}

impl Derives {
    /// Checks that a path can be derived; otherwise returns the problem and the fix.
    pub(super) fn check(self, path: &str) -> Result<(), (String, String)> {
        if !is_path(path) {
            return Err(("not a derive".to_owned(), format!("write a path, such as `{}`", self.example())));
        }
        match self.is_there(path) {
            true => Err((format!("generated code implements `{path}` already"), "take it out".to_owned())),
            false => Ok(()),
        }
    }

    const fn example(self) -> &'static str {
        match self {
            Self::Rows => "my_macros::Describe",
            Self::Choices => "PartialOrd",
        }
    }

    /// Returns whether the trait is one of those that generated code derives or implements. A macro of that name from
    /// elsewhere may be another one.
    fn is_there(self, path: &str) -> bool {
        let traits: &[&str] = match self {
            Self::Rows => &["Clone", "Debug", "Default", "PartialEq", "Serialize", "Deserialize"],
            Self::Choices => &["Clone", "Copy", "Debug", "PartialEq", "Eq", "Hash"],
        };
        traits.contains(&of_the_language(path))
    }
}

/// The name alone of a derive that stands for one of the language or of serde: `Ord` for `::core::cmp::Ord`. Others are
/// their whole path.
pub(super) fn of_the_language(path: &str) -> &str {
    let path = path.trim_start_matches("::");
    let (from, name) = path.rsplit_once("::").unwrap_or(("", path));
    let root = from.split("::").next().unwrap_or_default();
    if matches!(root, "" | "core" | "std" | "serde") { name } else { path }
}

/// Returns whether a text is a path of identifiers. `crate` may stand at its head.
fn is_path(text: &str) -> bool {
    let path = text.strip_prefix("::").unwrap_or_else(|| text.strip_prefix("crate::").unwrap_or(text));
    path.split("::").all(|part| is_identifier(part) && !KEYWORDS.contains(&part) && part != "Self")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn derives_are_paths() {
        for path in ["Ord", "::core::cmp::Ord", "crate::Describe", "my_macros::Describe", "a::Größe"] {
            assert_eq!(Derives::Choices.check(path), Ok(()), "{path}");
        }
        for path in ["", "::", "a::", "::::a", "fn", "self::a", "::crate::a", "crate", "a b", "Eq)]", "_", "a:b", "1a"]
        {
            assert!(Derives::Choices.check(path).is_err(), "{path}");
        }
    }

    #[test]
    fn what_is_there_is_not_derived_again() {
        for path in ["Default", "core::fmt::Debug", "::serde::Serialize", "Deserialize"] {
            assert!(Derives::Rows.check(path).is_err(), "{path}");
        }
        for path in ["Copy", "Hash", "::std::hash::Hash"] {
            assert_eq!(Derives::Choices.check(path).is_err(), path != "Default", "{path}");
        }
        assert_eq!(Derives::Rows.check("my_macros::Debug"), Ok(()));
    }
}
