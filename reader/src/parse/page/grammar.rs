//! The grammar of the reference in one place: which headings, keys, table headers and sentences there are.
//!
//! The layout of the pages changed ten times between 2017 and 2026, and pages that mix layouts exist. So nothing here
//! asks for the age of a page: each heading, table and sentence is recognised by its own form. To read a new layout,
//! add its headings to [`section`], its keys to [`key`], its table headers to [`Header`], and what is new inside its
//! cells to the reader of that kind of item ([`super::columns`], [`super::relationships`], [`super::messages`]).

use crate::model;
use crate::model::key::Key;
use crate::parse::cell::parts;

/// A section: opened by a heading of level 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// The text before the first heading of level 2.
    Head,
    Messages,
    Events,
    Properties,
    Columns(model::Section),
    Relationships(Side),
    /// Changes to relationships that were defined elsewhere; sub-headings say which.
    CustomizedRelationships,
    /// Links to further reading.
    SeeAlso,
    Unknown,
}

/// The kind of a relationship as seen from the page's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    ManyToOne,
    OneToMany,
    ManyToMany,
}

impl Side {
    /// The kind in the words of a heading.
    pub(super) fn of(words: &str) -> Option<Self> {
        Some(match words {
            "many-to-one" => Self::ManyToOne,
            "one-to-many" => Self::OneToMany,
            "many-to-many" => Self::ManyToMany,
            _ => return None,
        })
    }
}

/// The section that a heading of level 2 opens. Case differs between layouts.
pub(super) fn section(heading: &str) -> Section {
    let heading = heading.to_ascii_lowercase();
    match heading.as_str() {
        "messages" => Section::Messages,
        "events" => Section::Events,
        "properties" | "entity properties" => Section::Properties,
        "writable attributes" | "writable columns/attributes" => Section::Columns(model::Section::Writable),
        "read-only attributes" | "read-only columns/attributes" => Section::Columns(model::Section::ReadOnly),
        "customized columns/attributes" => Section::Columns(model::Section::Customized),
        "customized relationships" => Section::CustomizedRelationships,
        _ if is_see_also(&heading) => Section::SeeAlso,
        _ => match heading.strip_suffix(" relationships").and_then(Side::of) {
            Some(side) => Section::Relationships(side),
            None => Section::Unknown,
        },
    }
}

/// Returns whether a heading, of any level, opens the links to further reading.
pub(super) fn is_see_also(heading: &str) -> bool {
    heading.eq_ignore_ascii_case("see also") || heading.eq_ignore_ascii_case("related information")
}

/// The meaning of a heading inside a section that names no item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SubHeading {
    /// `X Choices/Options`: the options of the column above.
    Options,
    /// `Entity 1`, `Table 2`: one side of the many-to-many relationship above.
    Side(u8),
    /// `Customized Many-to-One relationships`.
    Customized(Side),
    SeeAlso,
    Unknown,
}

/// Returns the meaning of a heading without an anchor.
pub(super) fn sub_heading(heading: &str) -> SubHeading {
    if is_see_also(heading) {
        return SubHeading::SeeAlso;
    }
    let heading = heading.to_ascii_lowercase();
    match heading.as_str() {
        "entity 1" | "table 1" => SubHeading::Side(1),
        "entity 2" | "table 2" => SubHeading::Side(2),
        _ if heading.ends_with(" options") || heading.ends_with(" choices/options") => SubHeading::Options,
        _ => {
            let customized = heading.strip_prefix("customized ").and_then(|rest| rest.strip_suffix(" relationships"));
            customized.and_then(Side::of).map_or(SubHeading::Unknown, SubHeading::Customized)
        }
    }
}

/// The endings of a page's title, the longest first.
pub(super) const TITLE_ENDINGS: [&str; 2] = ["table/entity reference", "entity reference"];

/// The fact that a property is about: the first cell of a `Property`/`Value` row, or the bold word of a list of
/// properties. Two have another name than in `EntityMetadata`, and some of ours are not for pages to state.
pub(super) fn key(property: &str) -> Option<Key> {
    match property {
        "Added by" => Some(Key::AddedBy),
        "Type" => Some(Key::AttributeType),
        _ => property.parse().ok().filter(|key| !matches!(key, Key::Cleared | Key::RustName)),
    }
}

/// The name of a property, as [`key`] reads it.
pub(super) fn property(key: Key) -> &'static str {
    match key {
        Key::AddedBy => "Added by",
        Key::AttributeType => "Type",
        _ => key.as_str(),
    }
}

/// The kind of rows of a table, by its header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Header {
    /// `Property`, `Value`.
    Properties,
    /// `Value` and what follows: `Label`, `Description`, `State`, `DefaultStatus`, `InvariantName`, `Details`.
    Options,
    /// A name, and the operations of the Web API or the SDK or both.
    Messages,
}

/// The kind of a table by the cells of its header.
pub(super) fn header(cells: &[&str]) -> Option<Header> {
    match cells {
        ["Property", "Value"] => Some(Header::Properties),
        ["Value", "Label" | "Details", ..] => Some(Header::Options),
        [first, rest @ ..] if is_message_column(first) && rest.iter().all(|cell| operation_column(cell).is_some()) => {
            Some(Header::Messages)
        }
        _ => None,
    }
}

fn is_message_column(cell: &str) -> bool {
    cell == "Message" || parts(cell).eq(["Name"]) || parts(cell).eq(["Name", "Is Event?"])
}

/// The operation that a column of a message table describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operation {
    WebApi,
    Sdk,
}

/// The operation that the header cell of a message table announces.
pub(super) fn operation_column(cell: &str) -> Option<Operation> {
    match cell {
        "Web API Operation" => Some(Operation::WebApi),
        "SDK for .NET" | "SDK Assembly" | "SDK class or method" => Some(Operation::Sdk),
        _ => None,
    }
}
