//! One page: walks its blocks, knows which section and item it is in, and hands each block to the reader of its kind.

use std::borrow::Cow;

use super::blocks::{Block, Kind};
use super::cell::{kept, plain, unescape};
use super::grammar::{self, Header, Section, Side, SubHeading};
use super::value::{self, Raw};
use super::{columns, head};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::fact::{Facts, Misfit};
use crate::model::key::Key;
use crate::model::{Document, OneToManyRelationship, Other};
use crate::nearest::nearest;
use crate::source::{Origin, SourceId, Span};

/// What the properties, options and sentences that come next belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    Nothing,
    Table,
    Column,
    Relationship(Side),
}

/// A page on its way to a document. The item that is being read is the last one of its list.
pub(super) struct Page<'a> {
    pub(super) text: &'a str,
    pub(super) source: SourceId,
    pub(super) document: Document,
    pub(super) findings: Vec<Diagnostic>,
    pub(super) subject: Subject,
    /// The table's name as the title writes it.
    pub(super) title_name: String,
    /// Whether there is a section of the table's properties, and any section that says something about a table.
    pub(super) has_properties: bool,
    pub(super) has_content: bool,
    /// Whether a property of the table was read.
    pub(super) has_facts: bool,
    pub(super) section: Section,
    /// The side that items of "Customized relationships" belong to.
    customized: Option<Side>,
    /// The side of a many-to-many relationship that the next properties belong to.
    pub(super) entity: u8,
    /// The kind of the table that is being read.
    pub(super) table: Option<Header>,
    /// The cells of its header, and of the row that is being read.
    pub(super) header: Vec<&'a str>,
    pub(super) values: Vec<&'a str>,
    /// A property row that was broken over lines.
    pub(super) open_row: Option<Span>,
    /// The property whose parts the list that follows holds.
    pub(super) list_key: Option<Key>,
    /// Which properties of the subject were read.
    seen: [bool; Key::ALL.len()],
    /// The parts of its properties that were read.
    pub(super) parts: Vec<(Key, &'a str)>,
    /// The names in the list at the head of the section, and those of its items.
    pub(super) index: Vec<&'a str>,
    pub(super) items: Vec<&'a str>,
}

impl<'a> Page<'a> {
    pub(super) fn new(source: SourceId, name: &str, text: &'a str) -> Self {
        Self {
            text,
            source,
            document: Document { source: name.to_owned(), ..Document::default() },
            findings: Vec::new(),
            subject: Subject::Nothing,
            title_name: String::new(),
            has_properties: false,
            has_content: false,
            has_facts: false,
            section: Section::Head,
            customized: None,
            entity: 1,
            table: None,
            header: Vec::new(),
            values: Vec::new(),
            open_row: None,
            list_key: None,
            seen: [false; Key::ALL.len()],
            parts: Vec::new(),
            index: Vec::new(),
            items: Vec::new(),
        }
    }

    /// Reads all blocks.
    pub(super) fn walk(&mut self, blocks: &[Block]) {
        for block in blocks {
            let text = block.span.of(self.text);
            if self.open_row.is_some() && !matches!(block.kind, Kind::TableRow | Kind::Paragraph) {
                self.close_row();
            }
            match block.kind {
                Kind::Heading(level) => self.heading(level, text),
                _ if self.section == Section::SeeAlso || self.section == Section::Unknown => {}
                Kind::TableHead => self.table_head(text),
                Kind::TableRow => self.row(text),
                Kind::Paragraph => self.paragraph(text),
                Kind::Html if self.subject != Subject::Nothing => self.paragraph(text),
                Kind::List => self.list(text),
                Kind::Quote => head::note(self, text),
                Kind::Html => {}
                Kind::Foreign => self.unread(text),
            }
        }
        self.close_row();
        self.end_section();
    }

    fn heading(&mut self, level: u8, raw: &'a str) {
        self.table = None;
        self.list_key = None;
        let heading = raw.trim_ascii().trim_start_matches('#').trim_ascii();
        match (level, item_name(heading)) {
            (1, _) if self.section == Section::Head && self.title_name.is_empty() => head::title(self, heading),
            (2, None) => self.start_section(heading),
            (3.., Some(name)) if self.section != Section::SeeAlso => self.start_item(name),
            (3.., None) => self.sub_heading(heading),
            _ => self.stray(heading, "heading"),
        }
    }

    fn start_section(&mut self, heading: &'a str) {
        self.end_section();
        self.section = grammar::section(heading);
        self.has_properties |= self.section == Section::Properties;
        self.has_content |= !matches!(self.section, Section::Unknown | Section::SeeAlso | Section::Head);
        self.subject = if self.section == Section::Properties { Subject::Table } else { Subject::Nothing };
        self.forget_seen();
        if self.section == Section::Unknown {
            self.warn(Code::UnknownSection, heading, format!("unknown section `{heading}`"), "not read", None);
        }
    }

    fn end_section(&mut self) {
        self.check_index();
        self.index.clear();
        self.items.clear();
        self.subject = Subject::Nothing;
    }

    fn start_item(&mut self, name: &'a str) {
        let subject = match self.section {
            Section::Columns(_) => Subject::Column,
            Section::Relationships(side) => Subject::Relationship(side),
            Section::CustomizedRelationships => self.customized.map_or(Subject::Nothing, Subject::Relationship),
            _ => Subject::Nothing,
        };
        self.subject = subject;
        if subject == Subject::Nothing {
            return self.stray(name, "item");
        }
        self.entity = 1;
        self.forget_seen();
        self.items.push(name);
        let origin = self.origin(name);
        let schema_name = unescape(name).into_owned();
        let customized = self.section == Section::CustomizedRelationships;
        match subject {
            Subject::Relationship(Side::ManyToMany) => {
                let Some(item) = add(&mut self.document.many_to_many_relationships) else { return };
                (item.origin, item.schema_name, item.customized) = (origin, schema_name, customized);
            }
            Subject::Relationship(side) => {
                let Some(item) = add(self.one_to_many_list(side)) else { return };
                (item.origin, item.schema_name, item.customized) = (origin, schema_name, customized);
            }
            _ => {
                let section = if let Section::Columns(section) = self.section { section } else { Default::default() };
                let Some(item) = add(&mut self.document.attributes) else { return };
                (item.origin, item.schema_name, item.section) = (origin, schema_name, section);
            }
        }
    }

    fn sub_heading(&mut self, heading: &'a str) {
        match grammar::sub_heading(heading) {
            SubHeading::SeeAlso => {
                self.end_section();
                self.section = Section::SeeAlso;
            }
            SubHeading::Options if self.subject == Subject::Column => self.check_options_heading(heading),
            SubHeading::Side(entity) if self.subject == Subject::Relationship(Side::ManyToMany) => {
                self.entity = entity;
                self.forget_seen();
            }
            SubHeading::Customized(side) if self.section == Section::CustomizedRelationships => {
                self.end_section();
                self.customized = Some(side);
            }
            _ if matches!(self.section, Section::SeeAlso | Section::Unknown | Section::Head) => {}
            _ => {
                self.subject = Subject::Nothing;
                self.stray(heading, "heading");
            }
        }
    }

    /// Another subject may have the same properties.
    fn forget_seen(&mut self) {
        self.seen.fill(false);
        self.parts.clear();
    }

    /// The heading of a column's options names that column.
    fn check_options_heading(&mut self, heading: &'a str) {
        let column = self.items.last().copied().unwrap_or_default();
        if heading.strip_prefix(column).is_none_or(|rest| !rest.starts_with(' ')) {
            let message = format!("the options under this heading stand below the column `{column}`");
            self.warn(Code::LinkDisagrees, heading, message, "read as those of the column above", None);
        }
    }

    /// A property of the subject, with its key as it stands on the page.
    pub(super) fn property(&mut self, key: &'a str, value: &'a str) {
        self.has_facts |= self.subject == Subject::Table;
        if self.subject == Subject::Nothing {
            return self.stray(key, "property");
        }
        // Few keys have a wrapping.
        let known = grammar::key(key);
        let key_text = if known.is_some() { Cow::Borrowed(key) } else { plain(key).unwrap_or_default() };
        let outcome = match known.or_else(|| grammar::key(&key_text)) {
            Some(known) => self.known_property(key, known, value),
            None => Err(Misfit::Key),
        };
        let label = "kept as it stands under `Other`";
        match outcome {
            Ok(()) => return,
            Err(Misfit::Key) => {
                let known = nearest(&key_text, Key::ALL.iter().map(|key| key.as_str()));
                let help = known.filter(|known| *known != &*key_text).map(|known| format!("did you mean `{known}`?"));
                self.warn(Code::UnknownKey, key, format!("unknown property `{key_text}`"), label, help);
            }
            Err(misfit @ (Misfit::Value(expected) | Misfit::Word(expected, _))) => {
                let place = if value.is_empty() { key } else { value };
                let help = misfit.suggestion(value.trim_matches('`'));
                self.warn(Code::BadValue, place, format!("`{key_text}` is not {expected}"), label, help);
            }
        }
        if let Some(other) = self.other() {
            other.insert(key_text.into_owned(), kept(value));
        }
    }

    fn known_property(&mut self, key: &'a str, known: Key, value: &'a str) -> Result<(), Misfit> {
        if self.seen.get(known as usize) == Some(&true) {
            self.warn(Code::DuplicateItem, key, format!("`{known}` is stated twice"), "the later value counts", None);
        }
        if let Some(seen) = self.seen.get_mut(known as usize) {
            *seen = true;
        }
        match self.subject {
            Subject::Nothing => Err(Misfit::Key),
            Subject::Table => {
                let slot = self.document.table.slot(known).ok_or(Misfit::Key)?;
                value::set(known, slot, Raw::Cell(value))
            }
            Subject::Column => columns::set(self, known, Raw::Cell(value)),
            Subject::Relationship(side) => self.relationship_property(side, known, value),
        }
    }

    /// Where the subject keeps what the reader does not know.
    pub(super) fn other(&mut self) -> Option<&mut Other> {
        Some(match self.subject {
            Subject::Nothing => return None,
            Subject::Table => &mut self.document.table.other,
            Subject::Column => &mut self.document.attributes.last_mut()?.other,
            Subject::Relationship(Side::ManyToMany) => &mut self.document.many_to_many_relationships.last_mut()?.other,
            Subject::Relationship(side) => &mut self.one_to_many_list(side).last_mut()?.other,
        })
    }

    /// The list that one-to-many relationships of a side go to.
    pub(super) fn one_to_many_list(&mut self, side: Side) -> &mut Vec<OneToManyRelationship> {
        match side {
            Side::ManyToOne => &mut self.document.many_to_one_relationships,
            _ => &mut self.document.one_to_many_relationships,
        }
    }

    /// Where a part of the page's text stands.
    pub(super) fn span(&self, part: &str) -> Span {
        let start = (part.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        if start > self.text.len() { Span::default() } else { Span::new(start..start + part.len()) }
    }

    pub(super) fn is_head(&self) -> bool {
        self.section == Section::Head
    }

    /// The first line of the page that says something.
    pub(super) fn first_line(&self) -> &'a str {
        self.text.lines().find(|line| !line.trim_ascii().is_empty()).unwrap_or(self.text)
    }

    pub(super) fn origin(&self, part: &str) -> Origin {
        Origin { source: self.source, span: self.span(part) }
    }

    #[cold]
    pub(super) fn warn(&mut self, code: Code, place: &str, message: String, label: &str, help: Option<String>) {
        let mut diagnostic = Diagnostic::new(code, message).at(self.origin(place), label);
        diagnostic.help = help;
        self.findings.push(diagnostic);
    }

    pub(super) fn stray(&mut self, place: &'a str, kind: &str) {
        let help = "the heading above it may be missing or misspelled";
        let message = format!("{kind} outside of an item");
        self.warn(Code::StrayBlock, place, message, "not read", Some(help.into()));
    }

    pub(super) fn unread(&mut self, place: &'a str) {
        if self.subject != Subject::Nothing {
            let line = place.lines().next().unwrap_or_default();
            self.warn(Code::UnreadText, line, "text that was not understood".into(), "not read", None);
        }
    }
}

/// Adds an empty item to a list and gives it. Items are large: made in their place, they need not be moved there.
fn add<T: Default>(list: &mut Vec<T>) -> Option<&mut T> {
    list.resize_with(list.len() + 1, T::default);
    list.last_mut()
}

/// The name in a heading of the form `<a name="BKMK_X"></a> X`, whatever the anchor is. The text counts: anchors of
/// relationships of a table with itself carry a suffix.
fn item_name(heading: &str) -> Option<&str> {
    let rest = heading.strip_prefix("<a name=\"")?;
    let end = rest.bytes().position(|byte| byte == b'<')?;
    Some(rest[end..].strip_prefix("</a>")?.trim_ascii())
}
