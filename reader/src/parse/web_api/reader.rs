//! A page that is being read, and what it said so far.

use super::grammar::{Column, PageKind, Section};
use super::includes::Includes;
use crate::model::WebApi;
use crate::parse::report::Report;
use crate::span::SourceId;

/// A page of the Web API reference on its way to the model.
pub(super) struct Reader<'p, 'a> {
    pub(super) report: Report<'a>,
    pub(super) includes: &'p Includes<'a>,
    pub(super) kind: PageKind,
    pub(super) section: Section,
    /// The columns of the table that is being read; empty where its rows are not.
    pub(super) columns: Vec<Column>,
    /// The description, once there is one.
    pub(super) description: Option<String>,
    /// Navigation properties, and the lookup columns that they read.
    pub(super) lookups: Vec<(String, String)>,
    /// The content of the page so far.
    pub(super) said: WebApi,
    /// The files that it includes.
    pub(super) included: Vec<SourceId>,
}
