//! The options of a query, and their text. Not generic over the table, so it is compiled once.

use super::columns::{AnyColumn, Columns};
use super::expression::{Expression, Step, Writer};
use crate::metadata::ColumnMetadata;
use crate::request::{MAX_EXPANDS, RequestProblem};

/// The options of a query, or of rows that it reads along.
#[derive(Clone, Debug, Default)]
pub(super) struct Options {
    pub(super) select: Vec<&'static ColumnMetadata>,
    pub(super) filter: Option<Expression>,
    /// Columns, and the direction.
    pub(super) order: Vec<(&'static ColumnMetadata, &'static str)>,
    pub(super) top: Option<u32>,
    pub(super) expand: Vec<Child>,
}

/// Expanded rows.
#[derive(Clone, Debug)]
pub struct Child {
    pub(super) step: Step,
    pub(super) to_many: bool,
    pub(super) pairs: bool,
    /// True if the address of the row is read instead of the row.
    pub(super) reference: bool,
    pub(super) options: Options,
}

impl Child {
    /// Adds columns to select and relationships to expand.
    pub(crate) fn asking<R>(mut self, columns: Vec<AnyColumn<R>>, expand: Vec<Self>) -> Self {
        columns.push_to(&mut self.options.select);
        self.options.expand.extend(expand);
        self
    }
}

impl Options {
    /// Adds a condition to those that are there.
    pub(super) fn filter(&mut self, condition: Expression) {
        self.filter = Some(match self.filter.take() {
            Some(earlier) => earlier.join("and", condition),
            None => condition,
        });
    }

    /// Sorts by one more column, unless it sorts already: it would change nothing.
    pub(super) fn sort(&mut self, column: &'static ColumnMetadata, direction: &'static str) {
        if !self.order.iter().any(|(known, _)| known.logical_name == column.logical_name) {
            self.order.push((column, direction));
        }
    }

    /// Names and values, not encoded.
    pub(super) fn write(&self, problems: &mut Vec<RequestProblem>) -> Vec<(&'static str, String)> {
        let mut options = Vec::new();
        let mut option = |name, asked: bool, write: &dyn Fn(&mut Writer<'_>)| {
            if asked {
                let mut writer = Writer::new(problems);
                write(&mut writer);
                options.push((name, writer.text));
            }
        };
        option("$select", !self.select.is_empty(), &|writer| {
            writer.list(&self.select, |writer, column| writer.property(column));
        });
        option("$filter", self.filter.is_some(), &|writer| self.filter.iter().for_each(|filter| filter.write(writer)));
        option("$orderby", !self.order.is_empty(), &|writer| {
            writer.list(&self.order, |writer, (column, direction)| {
                writer.property(column);
                writer.push(&[" ", direction]);
            });
        });
        option("$top", self.top.is_some(), &|writer| self.top.iter().for_each(|top| writer.push(&[&top.to_string()])));
        option("$expand", !self.expand.is_empty(), &|writer| {
            writer.list(&self.expand, |writer, child| child.write(writer));
        });
        options
    }

    /// Notes the expansions that the service would reject.
    pub(super) fn check_expands(&self, problems: &mut Vec<RequestProblem>) {
        let count = self.expands();
        if count > MAX_EXPANDS {
            problems.push(RequestProblem::TooManyExpands { count });
        }
        self.check_expanded_once(problems);
        let limited = |child: &Child| child.options.top.is_some() || !child.options.order.is_empty();
        let nested = |child: &Child| !child.options.expand.is_empty();
        if self.expand.iter().any(limited) && self.expand.iter().any(nested) {
            problems.push(RequestProblem::LimitedBesideNested);
        }
        let beside = |child: &Child| !child.pairs && (child.to_many || nested(child));
        if self.expand.iter().any(|child| child.pairs) && self.expand.iter().any(beside) {
            problems.push(RequestProblem::ManyToManyBesideOthers);
        }
    }

    /// Notes relationships that are expanded twice on one level.
    fn check_expanded_once(&self, problems: &mut Vec<RequestProblem>) {
        for (index, child) in self.expand.iter().enumerate() {
            if self.expand.iter().take(index).any(|earlier| earlier.step.relationship == child.step.relationship) {
                problems.push(RequestProblem::ExpandedTwice { relationship: child.step.relationship });
            }
            child.options.check_expanded_once(problems);
        }
    }

    /// Returns whether a collection is expanded at any level.
    pub(super) fn expands_to_many(&self) -> bool {
        self.expand.iter().any(|child| child.to_many || child.options.expands_to_many())
    }

    fn expands(&self) -> usize {
        self.expand.iter().map(|child| 1 + child.options.expands()).sum()
    }
}

impl Child {
    fn write(&self, writer: &mut Writer<'_>) {
        writer.step(&self.step);
        if self.reference {
            writer.push(&["/$ref"]);
        }
        let options = self.options.write(writer.problems);
        if options.is_empty() {
            return;
        }
        writer.push(&["("]);
        for (index, (name, value)) in options.iter().enumerate() {
            writer.push(&[if index > 0 { ";" } else { "" }, name, "=", value]);
        }
        writer.push(&[")"]);
    }
}
