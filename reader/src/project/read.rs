//! The file of settings: text in, settings out, and what is wrong with it.

use std::collections::BTreeSet;

use unicode_ident::{is_xid_continue, is_xid_start};

use super::derives::{Derives, of_the_language};
use super::{Feature, Layout, MessageSelection, Project, Referenced, Rename, Selection, Silence};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::nearest::nearest;
use crate::parse::node::{Node, NodeKind};
use crate::parse::yaml;
use crate::rust_name::{Misnomer, is_identifier, is_ignorable, normalized};
use crate::source::Source;
use crate::span::{Origin, SourceId, Span};

/// The settings that there are.
pub(super) const KEYS: [&str; 12] = [
    "select",
    "without",
    "referenced",
    "messages",
    "rename",
    "derives",
    "language",
    "docs",
    "layout",
    "features",
    "silence",
    "tables",
];

pub(super) fn report_second(second: SourceId, source: &Source, first: SourceId, diagnostics: &mut Diagnostics) {
    let start = |source| Origin { source, span: Span::default() };
    let message = format!("`{}` is a second file of settings", source.name);
    diagnostics.push(
        Diagnostic::new(Code::BadSetting, message)
            .at(start(second), "not read")
            .related(start(first), "the first one")
            .help("put all settings into one file"),
    );
}

pub(super) fn read(id: SourceId, source: &Source, diagnostics: &mut Diagnostics) -> Project {
    let mut reader = Reader { source: id, diagnostics };
    let mut project = Project::default();
    match yaml::read(&source.text) {
        Ok(root) => reader.root(&root, &mut project),
        Err(error) => reader.report(error.span, format!("not YAML: {}", error.message), None),
    }
    project
}

struct Reader<'a> {
    source: SourceId,
    diagnostics: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn root(&mut self, root: &Node, project: &mut Project) {
        if matches!(root.kind, NodeKind::Scalar(_) | NodeKind::List(_)) {
            return self.report(root.span, "settings are a map".into(), Some("write `key: value`".into()));
        }
        for (key, key_node, value) in root.entries() {
            match key {
                "rename" | "derives" | "features" if !self.is_map(key, value) => {}
                "select" => project.select = self.selections(value),
                "without" => project.without = self.selections(value),
                "referenced" => {
                    let words = [("ids", Referenced::Ids), ("direct", Referenced::Direct), ("all", Referenced::All)];
                    project.referenced = self.word(value, &words);
                }
                "messages" => project.messages = self.list(value, Self::message_selection),
                "rename" => project.rename = self.renames(value),
                "derives" => self.derives(value, project),
                "language" => project.language = self.language(value),
                "docs" => {
                    let words = [("true", Some(true)), ("false", Some(false))];
                    project.docs = self.word(value, &words);
                }
                "layout" => {
                    project.layout = self.word(value, &[("files", Layout::Files), ("single", Layout::Single)]);
                }
                "features" => project.features = self.features(value),
                "silence" => project.silence = self.list(value, Self::silence),
                "tables" => {} // Read with the other table documents.
                _ => self.unknown(key, key_node, &KEYS),
            }
        }
    }

    fn selections(&mut self, node: &Node) -> Vec<Selection> {
        self.list(node, |reader, item| {
            let tables = match item.scalar() {
                Some(tables) => Some(tables),
                None => reader.text(item, "tables", &["tables", "product"]),
            }?;
            let product = reader.optional(item, "product");
            Some(Selection { origin: reader.origin(item), tables: tables.to_owned(), product })
        })
    }

    fn features(&mut self, node: &Node) -> Vec<Feature> {
        let mut features = Vec::new();
        for (name, key_node, value) in node.entries() {
            if is_feature(name) {
                features.push(Feature { name: name.to_owned(), tables: self.selections(value) });
            } else {
                let help = "letters, digits, `_`, `-`, `+` and `.`, and neither `-` nor `.` first".to_owned();
                self.report(key_node.span, format!("`{name}` is not a feature name"), Some(help));
            }
        }
        features
    }

    fn message_selection(&mut self, item: &Node) -> Option<MessageSelection> {
        let messages = item.scalar().filter(|name| !name.is_empty());
        if messages.is_none() {
            self.report(item.span, "not the name of a message".into(), Some("such as `WhoAmI` or `Retrieve*`".into()));
        }
        Some(MessageSelection { origin: self.origin(item), messages: messages?.to_owned() })
    }

    fn language(&mut self, node: &Node) -> Option<u16> {
        let number = node.scalar().and_then(|number| number.parse().ok());
        if number.is_none() {
            let help = "such as `1033` for English (United States), or `1031` for German".to_owned();
            self.report(node.span, "not the number of a language".into(), Some(help));
        }
        number
    }

    fn renames(&mut self, node: &Node) -> Vec<Rename> {
        let mut renames = Vec::new();
        for (path, key_node, value) in node.entries() {
            match value.scalar() {
                Some(name) if is_identifier(name) => {
                    let (path, name) = (path.to_owned(), normalized(name).into_owned());
                    renames.push(Rename { origin: self.origin(key_node), path, name });
                }
                _ => {
                    let Misnomer { message, help } = Misnomer::no_identifier();
                    self.report(value.span, message, Some(help));
                }
            }
        }
        renames
    }

    fn derives(&mut self, node: &Node, project: &mut Project) {
        for (key, key_node, value) in node.entries() {
            let (of, slot) = match key {
                "rows" => (Derives::Rows, &mut project.row_derives),
                "choices" => (Derives::Choices, &mut project.choice_derives),
                _ => {
                    self.unknown(key, key_node, &["rows", "choices"]);
                    continue;
                }
            };
            let mut derived = BTreeSet::new();
            *slot = self.list(value, |reader, item| {
                let path = normalized(item.scalar().unwrap_or_default());
                if let Err((message, help)) = of.check(&path) {
                    reader.report(item.span, message, Some(help));
                    return None;
                }
                if !derived.insert(of_the_language(&path).to_owned()) {
                    reader.report(item.span, format!("`{path}` is derived already"), Some("take it out".into()));
                    return None;
                }
                Some(path.into_owned())
            });
        }
    }

    fn silence(&mut self, node: &Node) -> Option<Silence> {
        let word = match node.scalar() {
            Some(word) => word,
            None => self.text(node, "code", &["code", "table"])?,
        };
        let Some(code) = Code::ALL.iter().find(|code| code.as_str() == word) else {
            let help =
                nearest(word, Code::ALL.iter().map(|code| code.as_str())).map(|code| format!("did you mean `{code}`?"));
            self.report(node.span, format!("`{word}` is not the code of a finding"), help);
            return None;
        };
        if code.severity() == Severity::Error {
            self.report(node.span, format!("`{word}` is an error, and cannot be silenced"), None);
            return None;
        }
        Some(Silence { code: *code, table: self.optional(node, "table") })
    }

    /// The text of a key that a map must have; reports its other keys.
    fn text<'n>(&mut self, node: &'n Node, key: &str, known: &[&str]) -> Option<&'n str> {
        for (key, key_node, _) in node.entries() {
            if !known.contains(&key) {
                self.unknown(key, key_node, known);
            }
        }
        let text = node.get(key).and_then(Node::scalar);
        if text.is_none() {
            self.report(node.span, format!("`{key}` is missing"), None);
        }
        text
    }

    /// The text of a key that a map can have.
    fn optional(&mut self, node: &Node, key: &str) -> Option<String> {
        let value = node.get(key)?;
        if value.scalar().is_none() {
            self.report(value.span, format!("`{key}` is not a text"), None);
        }
        value.scalar().map(str::to_owned)
    }

    fn is_map(&mut self, key: &str, node: &Node) -> bool {
        let is_map = matches!(node.kind, NodeKind::Map(_) | NodeKind::Nothing);
        if !is_map {
            self.report(node.span, format!("`{key}` is not a map"), Some("write `key: value`".into()));
        }
        is_map
    }

    fn list<T>(&mut self, node: &Node, mut read: impl FnMut(&mut Self, &Node) -> Option<T>) -> Vec<T> {
        match &node.kind {
            NodeKind::Nothing => Vec::new(),
            NodeKind::List(items) => items.iter().filter_map(|item| read(self, item)).collect(),
            _ => read(self, node).into_iter().collect(),
        }
    }

    fn word<T: Copy + Default>(&mut self, node: &Node, words: &[(&str, T)]) -> T {
        let found = words.iter().find(|(word, _)| node.scalar().is_some_and(|text| text.eq_ignore_ascii_case(word)));
        found.map(|(_, value)| *value).unwrap_or_else(|| {
            let words: Vec<_> = words.iter().map(|(word, _)| format!("`{word}`")).collect();
            self.report(node.span, format!("not one of {}", words.join(", ")), None);
            T::default()
        })
    }

    fn unknown(&mut self, key: &str, node: &Node, known: &[&str]) {
        let help = match nearest(key, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the settings here are `{}`", known.join("`, `")),
        };
        self.report(node.span, format!("unknown setting `{key}`"), Some(help));
    }

    fn report(&mut self, span: Span, message: String, help: Option<String>) {
        let mut finding = Diagnostic::new(Code::BadSetting, message).at(Origin { source: self.source, span }, "here");
        finding.help = help;
        self.diagnostics.push(finding);
    }

    fn origin(&self, node: &Node) -> Origin {
        Origin { source: self.source, span: node.span }
    }
}

/// Returns whether Cargo takes a name for a feature, and people can type it.
fn is_feature(name: &str) -> bool {
    let is_part = |letter: char| (is_xid_continue(letter) && !is_ignorable(letter)) || "-+.".contains(letter);
    let is_first = |letter: char| is_xid_start(letter) || letter == '_' || letter.is_ascii_digit();
    name.starts_with(is_first) && name.chars().all(is_part)
}
