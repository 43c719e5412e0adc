//! Identifiers of the four shapes that Rust knows, made from any text.
//!
//! The result is always an identifier that rustc's naming lints accept; it need not be unique.

use std::borrow::Cow;

use earlybound_reader::rust_name::{KEYWORDS, NEVER_RAW, is_identifier, is_ignorable, normalized};
use heck::{ToSnakeCase, ToUpperCamelCase};
use unicode_ident::{is_xid_continue, is_xid_start};
use unicode_normalization::char::decompose_compatible;

/// The letters of a text that a keyboard can type: accents are joined with their letters, variants such as `ﬁ` or `ｱ`
/// become the letters that they stand for, and invisible characters are left out.
fn letters(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars().filter(|letter| !is_ignorable(*letter)) {
        if letter.is_ascii() || !is_xid_continue(letter) {
            plain.push(letter);
        } else {
            decompose_compatible(letter, |part| plain.push(part));
        }
    }
    // What is left of accents has no letter to join, and rustc finds some of them odd.
    let is_accent = |letter: &char| ('\u{300}'..='\u{36f}').contains(letter);
    Cow::Owned(normalized(&plain).chars().filter(|letter| !is_accent(letter)).collect())
}

/// A name of a field or module: `account`, `r#type`, `self_`.
pub(crate) fn snake(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    for letter in letters(text).chars().flat_map(char::to_lowercase) {
        let fits = is_xid_continue(letter) && !letter.is_uppercase();
        match (fits, name.ends_with('_')) {
            // rustc warns of two underscores in a row.
            (false, true) => {}
            (false, false) => name.push('_'),
            (true, true) if letter == '_' => {}
            (true, _) => name.push(letter),
        }
    }
    let name = if name.is_empty() { "unnamed".to_owned() } else { startable(name, "_") };
    if NEVER_RAW.contains(&name.as_str()) {
        name + "_"
    } else if KEYWORDS.contains(&name.as_str()) {
        format!("r#{name}")
    } else {
        name
    }
}

/// The words of a name with `_` between them: `incident_resolution` for `IncidentResolution`.
pub(crate) fn words(text: &str) -> String {
    if text.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_') {
        text.to_snake_case()
    } else {
        text.to_owned()
    }
}

/// A name that somebody chose, as it is where it is an identifier.
pub(crate) fn exact(name: &str) -> String {
    match name {
        _ if !is_identifier(name) || NEVER_RAW.contains(&name) || name == "Self" => snake(name),
        _ if KEYWORDS.contains(&name) => format!("r#{name}"),
        _ => name.to_owned(),
    }
}

/// A name of a static, letter by letter: `ACCOUNT_PARENT_ACCOUNT`.
pub(crate) fn screaming(text: &str) -> String {
    let fitting = |letter: char| if is_xid_continue(letter) && !letter.is_lowercase() { letter } else { '_' };
    let name: String = letters(text).chars().flat_map(char::to_uppercase).map(fitting).collect();
    if name.is_empty() { "UNNAMED".to_owned() } else { startable(name, "_") }
}

/// A name of a type or variant: `StateCode`. `None` where the text has no letter.
pub(crate) fn camel(text: &str) -> Option<String> {
    text.chars().any(char::is_alphabetic).then_some(())?;
    let spoken = speak(text);
    let mut name = String::with_capacity(spoken.len());
    for word in spoken.split(|letter: char| letter == '_' || !is_xid_continue(letter)) {
        // `2 10` and `210` are not the same.
        if name.ends_with(|last: char| last.is_numeric()) && word.starts_with(|first: char| first.is_numeric()) {
            name.push('_');
        }
        name.push_str(&capitalized(word));
    }
    (!name.is_empty()).then(|| startable(name, "N"))
}

/// Says the symbols that tell labels apart, and joins what an apostrophe parts: `R&D` becomes `R And D`.
fn speak(text: &str) -> String {
    let mut spoken = String::with_capacity(text.len());
    for letter in letters(text).chars() {
        match letter {
            '%' => spoken.push_str(" Percent "),
            '&' => spoken.push_str(" And "),
            '+' => spoken.push_str(" Plus "),
            '\'' | '\u{2019}' => {}
            _ => spoken.push(letter),
        }
    }
    spoken
}

fn capitalized(word: &str) -> String {
    // heck drops marks that are no letters by themselves but parts of one, as in many scripts of India.
    if word.chars().all(char::is_alphanumeric) {
        return word.to_upper_camel_case();
    }
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// Sets `prefix` before what cannot begin an identifier.
fn startable(name: String, prefix: &str) -> String {
    match name.chars().next() {
        Some('_') if name.len() == 1 => "__".to_owned(),
        Some(first) if first == '_' || (is_xid_start(first) && (prefix == "_" || !first.is_lowercase())) => name,
        _ => format!("{prefix}{name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_identifier(name: &str) -> bool {
        let name = name.strip_prefix("r#").unwrap_or(name);
        name != "_"
            && name.starts_with(|first| first == '_' || is_xid_start(first))
            && name.chars().all(is_xid_continue)
    }

    #[test]
    fn fields_keep_the_logical_name() {
        for (text, name) in [
            ("accountid", "accountid"),
            ("new_Name", "new_name"),
            ("type", "r#type"),
            ("gen", "r#gen"),
            ("self", "self_"),
            ("Self", "self_"),
            ("crate", "crate_"),
            ("a__b", "a_b"),
            ("1st", "_1st"),
            ("a-b c", "a_b_c"),
            ("_", "__"),
            ("", "unnamed"),
            ("größe", "größe"),
            ("e\u{301}te\u{301}", "été"),
            ("q\u{301}", "q"),
            ("new_Col\u{fe0f}", "new_col"),
            ("ﬁｘ", "fix"),
        ] {
            assert_eq!(snake(text), name, "{text}");
        }
    }

    #[test]
    fn statics_change_no_letter_but_its_case() {
        assert_eq!(screaming("customcontrol_resource_id"), "CUSTOMCONTROL_RESOURCE_ID");
        assert_eq!(screaming("a.b-c"), "A_B_C");
        assert_eq!(screaming("2nd"), "_2ND");
        assert_eq!(screaming(""), "UNNAMED");
    }

    #[test]
    fn variants_say_what_the_label_says() {
        for (text, name) in [
            ("Wrap-up (Deprecated)", "WrapUpDeprecated"),
            ("Google's Business Messages", "GooglesBusinessMessages"),
            ("2% 10, Net 30", "N2Percent10Net30"),
            ("1-2 hours", "N1_2Hours"),
            ("R&D", "RAndD"),
            ("C++", "CPlusPlus"),
            ("msdyn_ocliveworkitem", "MsdynOcliveworkitem"),
            ("StateCode", "StateCode"),
            ("日本語", "日本語"),
            ("высокий", "Высокий"),
            ("हिन्दी", "हिन्दी"),
            ("élevé", "Élevé"),
            ("e\u{301}leve\u{301}", "Élevé"),
            ("Done ✔\u{fe0f}", "Done"),
            ("Soft\u{ad}hyphen", "Softhyphen"),
            ("Family 👩\u{200d}👧", "Family"),
            ("Hangul\u{3164}filler", "Hangulfiller"),
            ("ﾊﾞｽ 1ª", "バス1a"),
        ] {
            assert_eq!(camel(text).as_deref(), Some(name), "{text}");
        }
        for text in ["", "42", "1-2", "***", "–", "²", "10%"] {
            assert_eq!(camel(text), None, "{text}");
        }
    }

    #[test]
    fn whatever_comes_in_an_identifier_comes_out() {
        for first in (0..=0x2FFFF).filter_map(char::from_u32) {
            for text in [format!("{first}"), format!("{first}a"), format!("1{first}")] {
                assert!(is_identifier(&snake(&text)), "{text:?}");
                assert!(is_identifier(&screaming(&text)), "{text:?}");
                assert!(camel(&text).is_none_or(|name| is_identifier(&name)), "{text:?}");
            }
        }
    }

    #[test]
    fn keywords_are_those_that_syn_refuses() {
        for keyword in KEYWORDS.iter().filter(|keyword| **keyword != "gen") {
            assert!(syn::parse_str::<syn::Ident>(keyword).is_err(), "{keyword}");
            let name = snake(keyword);
            let raw =
                name.strip_prefix("r#").map(|raw| proc_macro2::Ident::new_raw(raw, proc_macro2::Span::call_site()));
            assert_eq!(raw.is_none(), NEVER_RAW.contains(keyword), "{keyword}");
        }
    }
}
