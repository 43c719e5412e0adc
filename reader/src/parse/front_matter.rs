//! Front matter: the YAML at the head of a page, which names the product and the day that the page was made.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::report::Report;
use crate::diagnostic::Code;

/// The front matter of a page.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    /// The product in the title.
    pub(super) product: Option<String>,
    /// The day that the page was made.
    pub(super) date: Option<String>,
}

/// Reads the YAML between the two `---` lines, and gives the length of the whole block; 0 where there is none.
pub(super) fn read(report: &mut Report<'_>) -> (FrontMatter, usize) {
    let (mut front_matter, text) = (FrontMatter::default(), report.text);
    let Some(start) =
        ["---\n", "---\r\n"].iter().find_map(|fence| text.strip_prefix(fence)).map(|rest| text.len() - rest.len())
    else {
        return (front_matter, 0);
    };
    let mut end = start;
    let Some(length) = text[start..].split_inclusive('\n').find_map(|line| {
        let at = end;
        end += line.len();
        (line.trim_end() == "---").then_some(at)
    }) else {
        let message = "the front matter has no end".to_owned();
        let help = "end it with a line `---`".to_owned();
        report.warn(Code::BadFrontMatter, &text[..3], message, "it begins here", Some(help));
        return (front_matter, 0);
    };
    let block = &text[start..length];
    match plain_lines(block).map_or_else(|| yaml(block), Ok) {
        Ok(Entries { title, date }) => {
            if matches!(date, Yaml::Other) {
                let message = "`ms.date` is not a string".to_owned();
                report.warn(Code::BadFrontMatter, block.trim_end(), message, "not read", None);
            }
            front_matter.date = date.into_text();
            front_matter.product = title.into_text().and_then(|title| product_of_title(&title));
        }
        Err(error) => {
            let first_line = text[start..].lines().next().unwrap_or_default();
            let message =
                format!("the front matter is not YAML: {}", error.to_string().lines().next().unwrap_or_default());
            report.warn(Code::BadFrontMatter, first_line, message, "it begins here", None);
        }
    }
    (front_matter, end)
}

/// The product in the last parentheses after the word "reference".
fn product_of_title(title: &str) -> Option<String> {
    let lower = title.to_ascii_lowercase();
    let after = &title[lower.rfind("reference")? + "reference".len()..];
    let product = after.split_once('(')?.1.rsplit_once(')')?.0.trim();
    let product = product.strip_prefix("Developer Guide for ").unwrap_or(product);
    (!product.is_empty()).then(|| product.to_owned())
}

/// The keys that are read of the front matter; the rest is about the page as a document.
#[derive(Debug, Default, PartialEq)]
struct Entries {
    title: Yaml,
    date: Yaml,
}

/// A value of the front matter: only texts count.
#[derive(Debug, Default, PartialEq)]
enum Yaml {
    #[default]
    Nothing,
    Text(String),
    Other,
}

impl Yaml {
    fn into_text(self) -> Option<String> {
        match self {
            Self::Text(text) if !text.is_empty() => Some(text),
            _ => None,
        }
    }
}

/// Reads any front matter.
fn yaml(block: &str) -> Result<Entries, serde_yaml::Error> {
    serde_yaml::from_str_with_options(block, serde_yaml::options! { with_snippet: false })
}

/// Reads front matter of plain lines, which nearly every page has: a tenth of the time of reading a page would go into
/// what the YAML reader can do beyond that. `None` where there is anything else; whether it is right is not said.
fn plain_lines(block: &str) -> Option<Entries> {
    let mut front_matter = Entries::default();
    let mut keys = BTreeSet::new();
    let mut is_list = false;
    for line in block.lines().filter(|line| !line.is_empty()) {
        if let Some(item) = line.strip_prefix("  - ") {
            plain_scalar(item).filter(|_| is_list)?;
            continue;
        }
        let (key, value) = line.split_once(": ").or_else(|| Some((line.strip_suffix(':')?, "")))?;
        if !is_plain(key) || key.contains(' ') || !keys.insert(key) {
            return None;
        }
        is_list = value.is_empty();
        match key {
            "title" => front_matter.title = Yaml::Text(plain_text(value)?.to_owned()),
            "ms.date" => front_matter.date = Yaml::Text(plain_text(value)?.to_owned()),
            _ if is_list => {}
            _ => drop(plain_scalar(value)?),
        }
    }
    (!keys.is_empty()).then_some(front_matter)
}

/// A scalar that can be no number, truth value or nothing.
fn plain_text(value: &str) -> Option<&str> {
    plain_scalar(value).filter(|text| text.len() < value.len() || text.contains(['/', ' ']))
}

/// A scalar that means what stands there, perhaps in quotes.
fn plain_scalar(value: &str) -> Option<&str> {
    let is_quotable = |byte: u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\'' | b'\\');
    let quoted = ['"', '\''].iter().find_map(|quote| value.strip_prefix(*quote)?.strip_suffix(*quote));
    match quoted {
        Some(text) => text.bytes().all(is_quotable).then_some(text),
        None => is_plain(value).then_some(value),
    }
}

/// Returns whether a text without quotes has no character that YAML could read as more than itself.
fn is_plain(text: &str) -> bool {
    let is_plain =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'_' | b'.' | b'/' | b'-' | b'(' | b')');
    text.starts_with(|first: char| first.is_ascii_alphanumeric()) && !text.ends_with(' ') && text.bytes().all(is_plain)
}

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EntriesVisitor)
    }
}

struct EntriesVisitor;

impl<'de> Visitor<'de> for EntriesVisitor {
    type Value = Entries;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("keys with values")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries, A::Error> {
        let mut entries = Entries::default();
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            match &*key {
                "title" => entries.title = map.next_value()?,
                "ms.date" => entries.date = map.next_value()?,
                _ => _ = map.next_value::<IgnoredAny>()?,
            }
        }
        Ok(entries)
    }
}

impl<'de> Deserialize<'de> for Yaml {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(YamlVisitor)
    }
}

struct YamlVisitor;

impl<'de> Visitor<'de> for YamlVisitor {
    type Value = Yaml;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Yaml, E> {
        Ok(Yaml::Nothing)
    }

    fn visit_str<E>(self, text: &str) -> Result<Yaml, E> {
        Ok(Yaml::Text(text.to_owned()))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Yaml, E> {
        Ok(Yaml::Other)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Yaml, E> {
        Ok(Yaml::Other)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Yaml, E> {
        Ok(Yaml::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Yaml, E> {
        Ok(Yaml::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Yaml, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Yaml::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Yaml, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Yaml::Other)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn front_matter_of_real_pages_is_plain() {
        let block = "title: \"Team (Team) Entity Reference | Docs\"\nms.date: 12/05/2017\n\nsearch.app: \n  - D365CE\nsuite: na\ntags: ''\n";
        let read = plain_lines(block).unwrap();
        assert_eq!(read.title, Yaml::Text("Team (Team) Entity Reference | Docs".to_owned()));
        assert_eq!(read.date, Yaml::Text("12/05/2017".to_owned()));
        assert_eq!(plain_lines(&block.replace('\n', "\r\n")), Some(read));
    }

    #[test]
    fn products_in_titles_of_all_years() {
        let product = |title: &str| product_of_title(title);
        assert_eq!(
            product("Account Entity Reference (Common Data Service for Apps)| Microsoft Docs").as_deref(),
            Some("Common Data Service for Apps")
        );
        assert_eq!(
            product("Queue Entity Reference (Developer Guide for Dynamics 365 for Customer Engagement)| MicrosoftDocs")
                .as_deref(),
            Some("Dynamics 365 for Customer Engagement")
        );
        assert_eq!(
            product("Follow (PostFollow)  table/entity reference (Microsoft Dataverse) | Microsoft Docs").as_deref(),
            Some("Microsoft Dataverse")
        );
        assert_eq!(product("msdyn_ocliveworkitem Entity Reference | MicrosoftDocs"), None);
    }

    /// Lines of front matter, and what damages it.
    fn lines() -> impl Strategy<Value = String> {
        let key =
            prop::sample::select(vec!["title", "ms.date", "author", "a", "a b", "- a", "\"a\"", "", "?", "  a", "#a"]);
        let mark = prop::sample::select(vec![": ", ":", ":  ", " : ", " "]);
        let value = prop::sample::select(vec![
            "a",
            "a b",
            "a/b",
            "1/2",
            "12/05/2017",
            "12",
            "1.5",
            "1_0",
            "0x1F",
            "1e3",
            "true",
            "null",
            "~",
            ".",
            "",
            " ",
            "\"a: b\"",
            "'a # b'",
            "'it''s'",
            "\"a\\tb\"",
            "\"a\" b",
            "\"a",
            "a: b",
            "a #b",
            "a:",
            "[a]",
            "{a: b}",
            "&a b",
            "*a",
            "!a b",
            "| a",
            "a, b",
            "é",
            "\"é\"",
            "a\tb",
            "\"\"",
            "''",
            "-",
            "- a",
            "a-b",
            "---",
            "...",
        ]);
        let item = prop::sample::select(vec!["  - ", "- ", "   - ", "  -", " "]);
        let line = prop_oneof![
            4 => (key, mark, value.clone()).prop_map(|(key, mark, value)| format!("{key}{mark}{value}")),
            2 => (item, value).prop_map(|(item, value)| format!("{item}{value}")),
            1 => Just(String::new()),
        ];
        prop::collection::vec(line, 0..5).prop_map(|lines| lines.join("\n"))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn plain_lines_mean_what_they_mean_in_yaml(block in lines()) {
            if let Some(read) = plain_lines(&block) {
                prop_assert_eq!(yaml(&block).ok(), Some(read));
            }
        }
    }
}
