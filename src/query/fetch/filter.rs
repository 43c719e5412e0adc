//! Conditions as FetchXML has them.
//!
//! <https://learn.microsoft.com/power-apps/developer/data-platform/fetchxml/reference/operators>

use super::xml::Xml;
use crate::query::expression::{Arguments, Expression, Operand, Steps};
use crate::query::literal::Literal;
use crate::request::RequestProblem;

/// Writes a condition, or its opposite; `of` names the joined rows that it is about.
pub(super) fn write(xml: &mut Xml, of: Option<&str>, condition: &Expression, negated: bool) {
    match condition {
        Expression::Joined { word, parts } => {
            // Not both is one of the opposites.
            let word = if (*word == "and") == negated { "or" } else { "and" };
            xml.element("filter", &[("type", word)], |xml| parts.iter().for_each(|part| item(xml, of, part, negated)));
        }
        other => xml.element("filter", &[("type", "and")], |xml| item(xml, of, other, negated)),
    }
}

fn item(xml: &mut Xml, of: Option<&str>, condition: &Expression, negated: bool) {
    match condition {
        Expression::Joined { .. } => write(xml, of, condition, negated),
        Expression::Not(inner) => item(xml, of, inner, !negated),
        Expression::Comparison { left, operator, right } => comparison(xml, of, left, operator, right, negated),
        Expression::Text { function, column, text } => {
            let like = if negated { "not-like" } else { "like" };
            let text = &text.text;
            let pattern = match *function {
                "startswith" => format!("{text}%"),
                "endswith" => format!("%{text}"),
                _ => format!("%{text}%"),
            };
            if let Some(column) = own(xml, column) {
                element(xml, of, &[("attribute", column), ("operator", like), ("value", &pattern)], &[]);
            }
        }
        Expression::Function { name, column, arguments } => {
            let operator = operator(name);
            let attributes = [("attribute", column.logical_name), ("operator", operator.as_str())];
            if arguments.is_empty_list() {
                xml.problems.push(RequestProblem::NoValues { column: column.logical_name, function: name });
            }
            match arguments {
                Arguments::None => element(xml, of, &attributes, &[]),
                Arguments::Number(number) => with_value(xml, of, attributes, &number.to_string()),
                Arguments::Text(text) => with_value(xml, of, attributes, &text.text),
                Arguments::Numbers(first, second) => {
                    element(xml, of, &attributes, &[first.to_string(), second.to_string()]);
                }
                Arguments::Texts(texts) => {
                    let texts: Vec<_> = texts.iter().map(|text| text.text.clone()).collect();
                    element(xml, of, &attributes, &texts);
                }
            }
        }
        Expression::Rows { .. } => xml.problems.push(RequestProblem::CollectionInFetchXml),
    }
}

fn comparison(xml: &mut Xml, of: Option<&str>, left: &Steps, operator: &str, right: &Operand, negated: bool) {
    let Some(column) = own(xml, left) else { return };
    let operator = if negated { opposite(operator) } else { operator };
    match right {
        Operand::Literal(Literal { text, quoted: false }) if text == "null" => {
            let operator = if operator == "eq" { "null" } else { "not-null" };
            element(xml, of, &[("attribute", column), ("operator", operator)], &[]);
        }
        Operand::Literal(literal) => {
            with_value(xml, of, [("attribute", column), ("operator", operator)], &literal.text);
        }
        Operand::Column(_) if of.is_some() => {
            xml.problems.push(RequestProblem::NotInFetchXml { what: "two columns of joined rows" });
        }
        Operand::Column(other) => {
            if let Some(other) = own(xml, other) {
                element(xml, of, &[("attribute", column), ("operator", operator), ("valueof", other)], &[]);
            }
        }
    }
}

fn with_value(xml: &mut Xml, of: Option<&str>, [attribute, operator]: [(&str, &str); 2], value: &str) {
    element(xml, of, &[attribute, operator, ("value", value)], &[]);
}

/// Writes the element of one condition.
fn element(xml: &mut Xml, of: Option<&str>, attributes: &[(&str, &str)], values: &[String]) {
    let of = of.map(|alias| ("entityname", alias));
    let attributes: Vec<_> = of.into_iter().chain(attributes.iter().copied()).collect();
    xml.element("condition", &attributes, |xml| values.iter().for_each(|value| xml.value(value)));
}

/// The column, if it is one of the table itself.
fn own(xml: &mut Xml, steps: &Steps) -> Option<&'static str> {
    if !steps.lookups.is_empty() {
        xml.problems.push(RequestProblem::NotInFetchXml { what: "columns of other tables" });
        return None;
    }
    Some(steps.column.logical_name)
}

fn opposite(operator: &str) -> &str {
    match operator {
        "eq" => "ne",
        "ne" => "eq",
        "gt" => "le",
        "ge" => "lt",
        "lt" => "ge",
        "le" => "gt",
        other => other,
    }
}

/// Returns the name of a query function in FetchXML.
fn operator(function: &str) -> String {
    match function {
        "AboveOrEqual" => "eq-or-above".to_owned(),
        "UnderOrEqual" => "eq-or-under".to_owned(),
        "EqualUserId" => "eq-userid".to_owned(),
        "NotEqualUserId" => "ne-userid".to_owned(),
        "EqualBusinessId" => "eq-businessid".to_owned(),
        "NotEqualBusinessId" => "ne-businessid".to_owned(),
        "EqualRoleBusinessId" => "eq-rolebusinessid".to_owned(),
        "EqualUserLanguage" => "eq-userlanguage".to_owned(),
        "EqualUserTeams" => "eq-userteams".to_owned(),
        "EqualUserOrUserTeams" => "eq-useroruserteams".to_owned(),
        "EqualUserOrUserHierarchy" => "eq-useroruserhierarchy".to_owned(),
        "EqualUserOrUserHierarchyAndTeams" => "eq-useroruserhierarchyandteams".to_owned(),
        "Last7Days" => "last-seven-days".to_owned(),
        "Next7Days" => "next-seven-days".to_owned(),
        "DoesNotContainValues" => "not-contain-values".to_owned(),
        // The others are called the same, in small letters with hyphens.
        other => hyphenated(other),
    }
}

fn hyphenated(function: &str) -> String {
    let mut name = String::new();
    for letter in function.chars() {
        if letter.is_uppercase() && !name.is_empty() {
            name.push('-');
        }
        name.extend(letter.to_lowercase());
    }
    name
}
