//! The state of a page that is being read.

use super::grammar::{Header, Section, Side};
use crate::model::key::Key;
use crate::model::{Document, OneToManyRelationship, Other};
use crate::parse::report::Report;
use crate::span::Span;

/// A page on its way to a document. The item that is being read is the last one of its list.
pub(super) struct Page<'a> {
    pub(super) report: Report<'a>,
    pub(super) document: Document,
    /// The table's name as the title writes it.
    pub(super) title_name: String,
    /// True if there is a section of the table's properties, and if any section is about a table.
    pub(super) has_properties: bool,
    pub(super) has_content: bool,
    /// True if a property of the table was read.
    pub(super) has_facts: bool,
    pub(super) section: Section,
    /// The side that items of "Customized relationships" belong to.
    pub(super) customized: Option<Side>,
    pub(super) contents: Contents<'a>,
    pub(super) item: Item<'a>,
    pub(super) grid: Grid<'a>,
}

/// The item that the next properties, options and sentences belong to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Subject {
    #[default]
    Nothing,
    Table,
    Column,
    Relationship(Side),
}

/// The parts of the subject that were read.
pub(super) struct Item<'a> {
    pub(super) subject: Subject,
    /// The side of a many-to-many relationship that the next properties belong to, 1 or 2.
    pub(super) side: u8,
    /// The property whose parts the list that follows holds.
    pub(super) list_key: Option<Key>,
    /// For each property, whether it was read.
    pub(super) seen: [bool; Key::ALL.len()],
    /// The parts of its properties that were read.
    pub(super) parts: Vec<(Key, &'a str)>,
}

/// The names in the list at the head of the section, and those of its items.
#[derive(Default)]
pub(super) struct Contents<'a> {
    pub(super) listed: Vec<&'a str>,
    pub(super) items: Vec<&'a str>,
}

/// The table of cells that is being read.
#[derive(Default)]
pub(super) struct Grid<'a> {
    pub(super) kind: Option<Header>,
    /// The cells of its header, and of the row that is being read.
    pub(super) header: Vec<&'a str>,
    pub(super) values: Vec<&'a str>,
    /// A property row that was broken over lines.
    pub(super) open_row: Option<Span>,
}

impl<'a> Page<'a> {
    pub(super) fn new(report: Report<'a>, document: Document) -> Self {
        let subject = Subject::default();
        let item = Item { subject, side: 1, list_key: None, seen: [false; Key::ALL.len()], parts: Vec::new() };
        Self {
            report,
            document,
            title_name: String::new(),
            has_properties: false,
            has_content: false,
            has_facts: false,
            section: Section::Head,
            customized: None,
            contents: Contents::default(),
            item,
            grid: Grid::default(),
        }
    }
}

/// The list that one-to-many relationships of a side go to.
pub(super) fn one_to_many(document: &mut Document, side: Side) -> &mut Vec<OneToManyRelationship> {
    match side {
        Side::ManyToOne => &mut document.many_to_one_relationships,
        _ => &mut document.one_to_many_relationships,
    }
}

/// Returns the place of the subject for properties that the reader does not know.
pub(super) fn other(document: &mut Document, subject: Subject) -> Option<&mut Other> {
    Some(match subject {
        Subject::Nothing => return None,
        Subject::Table => &mut document.table.other,
        Subject::Column => &mut document.attributes.last_mut()?.other,
        Subject::Relationship(Side::ManyToMany) => &mut document.many_to_many_relationships.last_mut()?.other,
        Subject::Relationship(side) => &mut one_to_many(document, side).last_mut()?.other,
    })
}
