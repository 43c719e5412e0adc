//! Names that are kept: a file `earlybound.lock` beside the settings remembers what had to be made up.
//!
//! Without it, an item that comes later can rename one that was there: two options with the same label both move on to
//! other names. With it, an item that has a name keeps it, and a name whose item is gone is given to nobody else.
//!
//! A name that says no more than what it stands for, such as the field `telephone1`, is not remembered: it is its own.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use earlybound_reader::diagnostic::{Code, Diagnostic, Diagnostics};
use earlybound_reader::source::{SourceKind, Sources};
use earlybound_reader::span::{Origin, SourceId, Span};
use earlybound_reader::visible::visible;

use super::identifier::exact;
use super::listing::{Key, Listed, Role};

/// The first line of the file, which tells it from files of others.
pub(crate) const MARK: &str =
    "# The names of generated code that had to be made up, and what they stand for. Written by earlybound; commit it.";

/// The second line of the file.
const HELP: &str = "# `earlybound lock --prune` forgets the names of what is gone.";

/// The names that were given before.
#[derive(Clone, Debug, Default)]
pub(crate) struct Kept {
    /// The file that remembers them; without one nothing is kept.
    file: Option<PathBuf>,
    names: BTreeMap<Key, String>,
}

/// The file of kept names as it is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeptFile {
    pub(crate) path: PathBuf,
    pub(crate) text: String,
}

impl Kept {
    /// Reads the file among the sources, if there is one.
    pub(crate) fn read(sources: &Sources, diagnostics: &mut Diagnostics) -> Self {
        let mut kept = Self::default();
        for (id, source) in sources.iter().filter(|(_, source)| source.kind == SourceKind::Names) {
            if kept.file.is_some() {
                let origin = Origin { source: id, span: Span::default() };
                let finding = Diagnostic::new(Code::BadNames, format!("`{}` is a second file of names", source.name));
                diagnostics.push(finding.at(origin, "not read").help("put all names into one file"));
                continue;
            }
            kept.file = Some(source.path.clone());
            kept.read_lines(id, &source.text, diagnostics);
        }
        kept
    }

    fn read_lines(&mut self, id: SourceId, text: &str, diagnostics: &mut Diagnostics) {
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let words = line.trim_end_matches(['\r', '\n']);
            let span = Span::new(start..start + words.len());
            start += line.len();
            if words.is_empty() || words.starts_with('#') {
                continue;
            }
            match entry(words) {
                Some((key, name)) => _ = self.names.insert(key, name),
                None => {
                    let message = format!("`{}` is no line of a file of names", visible(words));
                    let finding = Diagnostic::new(Code::BadNames, message).at(Origin { source: id, span }, "not read");
                    diagnostics.push(
                        finding.help("each has a kind, a table, an item and a name; `earlybound lock` writes them"),
                    );
                }
            }
        }
    }

    /// Returns the file as it is to be after a run in which these names were given. Names of items that are gone stay,
    /// unless they are to be `pruned`. Returns `None` if there is no file.
    pub(crate) fn file(&self, listed: &BTreeMap<Key, Listed>, pruned: bool) -> Option<KeptFile> {
        let path = self.file.clone()?;
        let gone = self.names.iter().filter(|(key, _)| !pruned && !listed.contains_key(*key));
        let made =
            listed.iter().filter(|((role, _, item), listed)| !listed.chosen && !is_plain(*role, item, &listed.name));
        let mut names: BTreeMap<&Key, &str> = gone.map(|(key, name)| (key, name.as_str())).collect();
        names.extend(made.map(|(key, listed)| (key, listed.name.as_str())));
        let mut text = format!("{MARK}\n{HELP}\n");
        for ((role, table, item), name) in names {
            _ = writeln!(text, "{role} {} {} {name}", escaped(table), escaped(item));
        }
        Some(KeptFile { path, text })
    }

    /// The same names, remembered in that file.
    pub(crate) fn in_file(self, path: PathBuf) -> Self {
        Self { file: Some(path), ..self }
    }

    /// Returns the file that remembers the names.
    pub(crate) fn path(&self) -> Option<&PathBuf> {
        self.file.as_ref()
    }

    /// Returns the names that tables had.
    pub(super) fn tables(&self, role: Role) -> Memory<'_> {
        let of_role = self.names.iter().filter(|((of, ..), _)| *of == role);
        self.memory(Some(role), of_role.map(|((_, table, _), name)| (table.clone(), name.as_str())))
    }

    /// Returns the names that items of a table had.
    pub(super) fn items(&self, role: Role, table: &str) -> Memory<'_> {
        self.memory(Some(role), self.of(role, table).map(|(item, name)| (item.to_owned(), name)))
    }

    /// Returns the names that options of a column had, by value.
    pub(super) fn options(&self, table: &str, column: &str) -> Memory<'_> {
        let value = |item: &str| Some(item.strip_prefix(column)?.strip_prefix('=')?.to_owned());
        let options = self.of(Role::Variant, table);
        self.memory(None, options.filter_map(|(item, name)| Some((value(item)?, name))))
    }

    /// Returns the names of types that several tables have in common, by a column that has the type.
    pub(super) fn shared(&self) -> Memory<'_> {
        let shared = self.names.iter().filter(|((of, ..), _)| *of == Role::Shared);
        self.memory(None, shared.map(|((_, table, item), name)| (Self::shared_key(table, item), name.as_str())))
    }

    /// The key of a type that several tables have in common, by one of its columns.
    pub(super) fn shared_key(table: &str, column: &str) -> String {
        format!("{table}.{column}")
    }

    /// Returns the names of messages, complex types and enum types, which stand in one module, by role and name.
    pub(super) fn calls_and_types(&self) -> Memory<'_> {
        let roles = [Role::Call, Role::Complex, Role::Enum];
        let names = self.names.iter().filter(|((role, ..), _)| roles.contains(role));
        let names = names.map(|((role, _, item), name)| (Self::type_key(*role, item), name.as_str()));
        self.memory(Some(Role::Call), names)
    }

    /// Returns the names of parameters of a message, properties of a complex type, or members of an enum.
    pub(super) fn members(&self, role: Role, of: &str) -> Memory<'_> {
        let name = |item: &str| Some(item.strip_prefix(of)?.strip_prefix('.')?.to_owned());
        self.memory(Some(role), self.of(role, "").filter_map(|(item, kept)| Some((name(item)?, kept))))
    }

    /// The key of a message, a complex type or an enum type in the scope that they share.
    pub(super) fn type_key(role: Role, name: &str) -> String {
        format!("{role} {name}")
    }

    fn of<'a>(&'a self, role: Role, table: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let first: Key = (role, table.to_owned(), String::new());
        let range = self.names.range(first.clone()..);
        let range = range.take_while(move |((role, table, _), _)| (role, table) == (&first.0, &first.1));
        range.map(|((_, _, item), name)| (item.as_str(), name.as_str()))
    }

    fn memory<'a>(&self, role: Option<Role>, names: impl Iterator<Item = (String, &'a str)>) -> Memory<'a> {
        Memory { plain: role.filter(|_| self.file.is_some()), names: names.collect() }
    }
}

/// The names that the items of one scope had, by key.
#[derive(Debug, Default)]
pub(crate) struct Memory<'a> {
    /// In what the items are named, if names that say what they stand for are their own.
    plain: Option<Role>,
    names: BTreeMap<String, &'a str>,
}

impl<'a> Memory<'a> {
    /// The name that an item had.
    pub(super) fn of(&self, key: &str) -> Option<&'a str> {
        self.names.get(key).copied()
    }

    /// All names that were given.
    pub(super) fn names(&self) -> impl Iterator<Item = &'a str> {
        self.names.values().copied()
    }

    /// Returns whether a name is the item's own because it says what it stands for.
    pub(super) fn is_plain(&self, source: &str, name: &str) -> bool {
        self.plain.is_some_and(|role| is_plain(role, source, name))
    }
}

/// Returns whether a name says no more than what it stands for, so that no other item of the scope can say the same.
fn is_plain(role: Role, item: &str, name: &str) -> bool {
    let name = name.trim_start_matches("r#");
    match role {
        // Types of messages may be called as messages are.
        Role::Variant | Role::Shared | Role::Complex | Role::Enum => false,
        Role::Message | Role::Event | Role::Call => name == item,
        Role::Parameter | Role::Property | Role::Member => item.rsplit('.').next() == Some(name),
        _ => name.is_ascii() && name.to_ascii_lowercase() == item,
    }
}

/// A line of the file. A name is Rust's before it is anybody's: text never becomes code.
fn entry(line: &str) -> Option<(Key, String)> {
    let words: Vec<&str> = line.split(' ').collect();
    let [role, table, item, name] = words.as_slice() else { return None };
    let is_name = exact(name.trim_start_matches("r#")) == *name;
    is_name.then_some(((role.parse().ok()?, unescaped(table)?, unescaped(item)?), (*name).to_owned()))
}

/// A text as a word: `%` and what ends a word or a line become numbers between `%` and `;`.
fn escaped(text: &str) -> String {
    if text.is_empty() {
        return "%;".to_owned();
    }
    let mut word = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter == '%' || letter.is_whitespace() || letter.is_control() {
            _ = write!(word, "%{:x};", u32::from(letter));
        } else {
            word.push(letter);
        }
    }
    word
}

/// The text of a word. Returns `None` for what [`escaped`] never writes.
fn unescaped(word: &str) -> Option<String> {
    let mut parts = word.split('%');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (number, rest) = part.split_once(';')?;
        if !number.is_empty() {
            text.push(char::from_u32(u32::from_str_radix(number, 16).ok()?)?);
        }
        text.push_str(rest);
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_is_a_word() {
        for text in ["", "a", "a b", "100%", "%;", "a\nb\r", "é\u{2028}ü", "\t"] {
            let word = escaped(text);
            assert!(!word.is_empty() && !word.contains(char::is_whitespace), "{text:?}");
            assert_eq!(unescaped(&word).as_deref(), Some(text));
        }
    }

    #[test]
    fn only_names_are_names() {
        let name = |name: &str| entry(&format!("variant account statuscode=1 {name}")).is_some();
        assert!(name("Active") && name("r#type"));
        for text in ["fn", "A-B", "1", "", "A;B", "Self", "r#Self", "{"] {
            assert!(!name(text), "{text}");
        }
    }
}
