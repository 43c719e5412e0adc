//! Names in a sentence.

/// So many names are listed; a folder of one product can lack hundreds.
const LISTED: usize = 3;

/// Returns the first names, and how many more there are.
pub(super) fn some_of<'a>(names: impl IntoIterator<Item = &'a &'a str, IntoIter: ExactSizeIterator>) -> String {
    let names = names.into_iter();
    let more = names.len().saturating_sub(LISTED);
    let listed = names.take(LISTED).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    if more > 0 { format!("{listed} and {more} more") } else { listed }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_beyond_the_third_are_counted() {
        assert_eq!(some_of(&["a"]), "`a`");
        assert_eq!(some_of(&["a", "b", "c"]), "`a`, `b`, `c`");
        assert_eq!(some_of(&["a", "b", "c", "d", "e"]), "`a`, `b`, `c` and 2 more");
    }
}
