//! Filters as trees. Not generic over the table, so it is compiled once.

use core::fmt;

use super::literal::{Literal, list};
use crate::metadata::ColumnMetadata;
use crate::request::{NAMESPACE, RequestProblem, identifier};

/// A filter.
#[derive(Clone, Debug)]
pub(super) enum Expression {
    /// A column and a value, or two columns.
    Comparison { left: Steps, operator: &'static str, right: Operand },
    /// A function of OData: `contains`, `startswith`, `endswith`.
    Text { function: &'static str, column: Steps, text: Literal },
    /// A query function of Dataverse.
    Function { name: &'static str, column: &'static ColumnMetadata, arguments: Arguments },
    /// A condition on some or all rows of a collection.
    Rows { collection: Step, quantifier: &'static str, condition: Option<Box<Expression>> },
    /// The opposite.
    Not(Box<Expression>),
    /// Several, with `and` or `or` between them.
    Joined { word: &'static str, parts: Vec<Expression> },
}

/// The argument of a query function beside its column.
#[derive(Clone, Debug)]
pub(super) enum Arguments {
    None,
    Number(u32),
    Numbers(u32, u32),
    Text(Literal),
    Texts(Vec<Literal>),
}

/// The value that a column is compared with.
#[derive(Clone, Debug)]
pub(super) enum Operand {
    Literal(Literal),
    Column(Steps),
}

/// The way to a column: by way of lookups, where it is in another table.
#[derive(Clone, Debug)]
pub(super) struct Steps {
    pub(super) lookups: Vec<Step>,
    pub(super) column: &'static ColumnMetadata,
}

/// One relationship that is followed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) property: Option<&'static str>,
    /// The name of the relationship.
    pub(super) relationship: &'static str,
}

impl Expression {
    /// Joins two, without parentheses around parts that the same word joins already.
    pub(super) fn join(self, word: &'static str, other: Self) -> Self {
        let mut parts = self.parts(word);
        parts.append(&mut other.parts(word));
        Self::Joined { word, parts }
    }

    fn parts(self, word: &'static str) -> Vec<Self> {
        match self {
            Self::Joined { word: own, parts } if own == word => parts,
            other => vec![other],
        }
    }

    /// Writes the filter.
    pub(super) fn write(&self, writer: &mut Writer<'_>) {
        match self {
            Self::Comparison { left, operator, right } => {
                writer.steps(left);
                writer.push(&[" ", operator, " "]);
                match right {
                    Operand::Literal(literal) => writer.push(&[&literal.to_string()]),
                    Operand::Column(column) => writer.steps(column),
                }
            }
            Self::Text { function, column, text } => {
                writer.push(&[function, "("]);
                writer.steps(column);
                writer.push(&[",", &text.to_string(), ")"]);
            }
            Self::Function { name, column, arguments } => {
                let scope = writer.scope();
                if arguments.is_empty_list() {
                    writer.missing(RequestProblem::NoValues { column: column.logical_name, function: name });
                }
                let column = writer.name(column.property());
                let arguments = arguments.to_string();
                writer.push(&[&scope, NAMESPACE, name, "(PropertyName='", column, "'", &arguments, ")"]);
            }
            Self::Rows { collection, quantifier, condition } => writer.rows(collection, quantifier, condition),
            Self::Not(inner) => {
                writer.push(&["not "]);
                let call = matches!(**inner, Self::Text { .. } | Self::Rows { .. });
                inner.write_within(!call, writer);
            }
            Self::Joined { word, parts } => {
                for (index, part) in parts.iter().enumerate() {
                    if index > 0 {
                        writer.push(&[" ", word, " "]);
                    }
                    part.write_within(matches!(part, Self::Joined { .. }), writer);
                }
            }
        }
    }

    fn write_within(&self, parentheses: bool, writer: &mut Writer<'_>) {
        if !parentheses {
            return self.write(writer);
        }
        writer.push(&["("]);
        self.write(writer);
        writer.push(&[")"]);
    }
}

impl Arguments {
    /// Returns whether it is a list of no values, which the service refuses.
    pub(super) fn is_empty_list(&self) -> bool {
        matches!(self, Self::Texts(values) if values.is_empty())
    }
}

/// As the address of a query has them.
impl fmt::Display for Arguments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => Ok(()),
            Self::Number(value) => write!(f, ",PropertyValue={value}"),
            Self::Numbers(first, second) => write!(f, ",PropertyValue1={first},PropertyValue2={second}"),
            Self::Text(value) => write!(f, ",PropertyValue={}", Literal::quoted(&*value.text)),
            Self::Texts(values) => write!(f, ",PropertyValues={}", list(values)),
        }
    }
}

/// Writes a query, and notes what is missing for it.
pub(super) struct Writer<'p> {
    pub(super) text: String,
    pub(super) problems: &'p mut Vec<RequestProblem>,
    /// In how many collections it stands.
    depth: usize,
}

impl<'p> Writer<'p> {
    pub(super) fn new(problems: &'p mut Vec<RequestProblem>) -> Self {
        Self { text: String::new(), problems, depth: 0 }
    }

    pub(super) fn push(&mut self, parts: &[&str]) {
        self.text.extend(parts.iter().copied());
    }

    /// Items with commas between them.
    pub(super) fn list<T>(&mut self, items: &[T], write: impl Fn(&mut Self, &T)) {
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.text.push(',');
            }
            write(self, item);
        }
    }

    /// Writes the name of a navigation property, or notes that it is not known.
    pub(super) fn step(&mut self, step: &Step) {
        match step.property {
            Some(property) => {
                let name = self.name(property);
                self.text.push_str(name);
            }
            None => self.missing(RequestProblem::Relationship { relationship: step.relationship }),
        }
    }

    /// Returns a name as it is, and notes a problem if it would say something else in an address.
    fn name<'n>(&mut self, name: &'n str) -> &'n str {
        identifier(name).unwrap_or_else(|problem| {
            self.missing(problem);
            ""
        })
    }

    /// Notes a problem, once.
    pub(super) fn missing(&mut self, problem: RequestProblem) {
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    pub(super) fn property(&mut self, column: &ColumnMetadata) {
        if column.column_type.is_lookup() {
            let name = self.name(column.logical_name);
            self.push(&["_", name, "_value"]);
        } else {
            let name = self.name(column.property());
            self.push(&[name]);
        }
    }

    /// The prefix of the properties of the rows that a condition is about.
    fn scope(&self) -> String {
        match self.depth {
            0 => String::new(),
            1 => "o/".to_owned(),
            depth => format!("o{depth}/"),
        }
    }

    pub(super) fn steps(&mut self, steps: &Steps) {
        let scope = self.scope();
        self.push(&[&scope]);
        for step in &steps.lookups {
            self.step(step);
            self.push(&["/"]);
        }
        self.property(steps.column);
    }

    fn rows(&mut self, collection: &Step, quantifier: &str, condition: &Option<Box<Expression>>) {
        let scope = self.scope();
        self.push(&[&scope]);
        self.step(collection);
        self.push(&["/", quantifier, "("]);
        if let Some(condition) = condition {
            self.depth += 1;
            let variable = self.scope();
            self.push(&[variable.trim_end_matches('/'), ":"]);
            condition.write(self);
            self.depth -= 1;
        }
        self.push(&[")"]);
    }
}
