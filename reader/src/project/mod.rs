//! The settings of a project: a file `earlybound.yaml` beside its pages.
//!
//! ```yaml
//! select:                    # which tables; all, unless set
//!   - account
//!   - msdyn_oc*
//!   - { tables: "*", product: Microsoft Dynamics 365 Customer Service }
//! without: ["*_base"]        # and which not
//! referenced: ids            # tables that lookups point to: ids (their ids alone), direct, or all
//! messages:                  # messages that get types, beside those of the tables; `*` and `?` as above
//!   - WhoAmI
//!   - Retrieve*
//! rename:                    # names in Rust
//!   account: Company
//!   account.telex: fax_line
//!   account.statecode.0: Live
//! derives:                   # further derives, as paths
//!   rows: [my_macros::Describe]
//!   choices: [PartialOrd, Ord]
//! language: 1033             # the language of labels, by its number; that of the user who asked, or English, unless set
//! docs: true                 # whether items are documented with all that the reference says
//! layout: files              # files (one for each table) or single
//! features:                  # tables that are there only if a feature of the crate is on
//!   sales: [opportunity, quote*]
//! silence:                   # findings that are known
//!   - EB0201
//!   - { code: EB0202, table: account }
//! tables: []                 # table documents, as in a file of their own
//! ```

mod apply;
mod derives;
mod extents;
mod read;
mod rename;
mod report;
mod silence;
mod taken;

pub use apply::apply;
pub(crate) use extents::Extents;
pub use silence::settle;

use wildmatch::WildMatch;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::Table;
use crate::source::{SourceKind, Sources};
use crate::span::Origin;

/// The settings of a project. Without a file all are as [`Project::default`] has them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Project {
    /// The tables that there are; all where it is empty.
    pub select: Vec<Selection>,
    /// Those of them that are left out.
    pub without: Vec<Selection>,
    /// The treatment of the tables that lookups of the selected ones point to.
    pub referenced: Referenced,
    /// Messages that are typed beside those that the tables list.
    pub messages: Vec<MessageSelection>,
    /// Names in Rust.
    pub rename: Vec<Rename>,
    /// Derives of row structs beside the standard ones, as paths.
    pub row_derives: Vec<String>,
    /// Derives of choice enums beside the standard ones, as paths.
    pub choice_derives: Vec<String>,
    /// The language of labels where an input has several, by its number (LCID): 1031 is German.
    pub language: Option<u16>,
    /// True if items are documented in full.
    pub docs: Option<bool>,
    /// The layout of generated code.
    pub layout: Layout,
    /// Cargo features of the crate that holds the code, each with the tables that need it.
    pub features: Vec<Feature>,
    /// Findings that are not to be reported.
    pub silence: Vec<Silence>,
}

/// A Cargo feature, and the tables that are there only if it is on. Of several that match a table the first one counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Feature {
    /// The name of the feature.
    pub name: String,
    /// The tables.
    pub tables: Vec<Selection>,
}

/// A choice of tables.
#[derive(Clone, Debug, PartialEq)]
pub struct Selection {
    /// The place in the source.
    pub origin: Origin,
    /// A logical name, in which `*` stands for any text and `?` for any character.
    pub tables: String,
    /// The same for a product that one of the table's layers is of.
    pub product: Option<String>,
}

impl Selection {
    /// Returns whether a table is chosen.
    pub fn matches(&self, table: &Table) -> bool {
        let is_product = |pattern: &String| {
            let pattern = WildMatch::new_case_insensitive(pattern);
            table.layers.iter().filter_map(|layer| layer.product.as_deref()).any(|product| pattern.matches(product))
        };
        WildMatch::new(&self.tables).matches(&table.table.logical_name) && self.product.as_ref().is_none_or(is_product)
    }
}

/// A choice of messages.
#[derive(Clone, Debug, PartialEq)]
pub struct MessageSelection {
    /// The place in the source.
    pub origin: Origin,
    /// A name, in which `*` stands for any text and `?` for any character.
    pub messages: String,
}

impl MessageSelection {
    /// Returns whether a message is chosen.
    pub fn matches(&self, message: &str) -> bool {
        WildMatch::new(&self.messages).matches(message)
    }
}

/// The treatment of tables that selected ones point to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Referenced {
    /// They are there by their ids alone.
    #[default]
    Ids,
    /// They are there in full where they have a page; what they point to is there by its ids.
    Direct,
    /// So is all that they point to, and so on.
    All,
}

/// The layout of generated code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// A file for each table.
    #[default]
    Files,
    /// A single file.
    Single,
}

/// A name in Rust for a table, a column, an option, a message or a relationship.
#[derive(Clone, Debug, PartialEq)]
pub struct Rename {
    /// The place in the source.
    pub origin: Origin,
    /// `table`, `table.item` or `table.column.value`.
    pub path: String,
    /// The name.
    pub name: String,
}

/// A finding that is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Silence {
    /// Its kind.
    pub code: Code,
    /// The table that it is about; any where it is absent.
    pub table: Option<String>,
}

impl Project {
    /// The name of the feature that a table needs, if it needs one.
    pub fn feature_of(&self, table: &Table) -> Option<&str> {
        let needs = |feature: &&Feature| feature.tables.iter().any(|tables| tables.matches(table));
        self.features.iter().find(needs).map(|feature| feature.name.as_str())
    }

    /// Reads the settings among the sources. There is at most one file of them in a run.
    pub fn read(sources: &Sources, diagnostics: &mut Diagnostics) -> Self {
        let mut files = sources.iter().filter(|(_, source)| source.kind == SourceKind::Project);
        let Some((id, source)) = files.next() else { return Self::default() };
        for (second, source) in files {
            read::report_second(second, source, id, diagnostics);
        }
        read::read(id, source, diagnostics)
    }
}
