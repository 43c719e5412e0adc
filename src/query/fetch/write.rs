//! FetchXML as text.

use percent_encoding::percent_decode_str;

use super::link::Join;
use super::xml::Xml;
use super::{Draft, Entity, Order, filter};
use crate::query::aggregate::{Function, Kind, check_aliases};
use crate::query::expression::Expression;
use crate::request::{MAX_EXPANDS, MAX_PAGE_SIZE, RequestError, RequestProblem, identifier};

pub(super) fn xml(fetch: &Draft) -> Result<String, RequestError> {
    let mut xml = Xml { text: String::new(), problems: Vec::new() };
    let mut attributes = Vec::new();
    let mut attribute = |name, value: String| attributes.push((name, value));
    if let Some(top) = fetch.top {
        attribute("top", top.to_string());
        check_rows(top, &mut xml.problems);
    }
    if fetch.top.is_some() && (fetch.page.is_some() || fetch.count) {
        xml.problems.push(RequestProblem::TopOfPages);
    }
    if let Some((number, rows)) = fetch.page {
        attribute("count", rows.to_string());
        attribute("page", number.to_string());
        check_rows(rows, &mut xml.problems);
        if number == 0 {
            xml.problems.push(RequestProblem::PageZero);
        }
    }
    if let Some(cookie) = &fetch.paging_cookie {
        attribute("paging-cookie", cookie.clone());
    }
    let flags = [("distinct", fetch.distinct), ("returntotalrecordcount", fetch.count)];
    for (name, _) in flags.iter().filter(|(_, said)| *said) {
        attribute(name, "true".to_owned());
    }
    let mut functions = Vec::new();
    collect(&fetch.entity, &mut functions);
    if !functions.is_empty() {
        attribute("aggregate", "true".to_owned());
    }
    check_aliases(fetch.entity.table, &functions, &mut xml.problems);
    let mut aliases = functions.iter().map(|function| function.alias.as_str()).collect();
    check_links(&fetch.entity, &mut aliases, &mut xml.problems);
    check_aggregated(&fetch.entity, &functions, &mut xml.problems);
    for (rows, _) in &fetch.exist {
        check_links(&rows.entity, &mut aliases, &mut xml.problems);
        if !has_conditions_alone(rows) {
            xml.problems.push(RequestProblem::FiltersAlone { alias: rows.alias.clone() });
        }
    }
    let links = links(&fetch.entity.links) + fetch.exist.iter().map(|(rows, _)| width(rows)).sum::<usize>();
    if links > MAX_EXPANDS {
        xml.problems.push(RequestProblem::TooManyExpands { count: links });
    }
    let attributes: Vec<_> = attributes.iter().map(|(name, value)| (*name, value.as_str())).collect();
    xml.element("fetch", &attributes, |xml| {
        xml.element("entity", &[("name", fetch.entity.table.logical_name)], |xml| {
            entity(xml, &fetch.entity, |xml| first_filter(xml, fetch));
        });
    });
    RequestError::unless(xml.text, xml.problems)
}

/// <https://learn.microsoft.com/power-apps/developer/data-platform/fetchxml/reference/fetch>
fn check_rows(rows: u32, problems: &mut Vec<RequestProblem>) {
    if !(1..=MAX_PAGE_SIZE).contains(&rows) {
        problems.push(RequestProblem::PageSize { rows });
    }
}

/// Notes names of joined rows by which an answer could not tell them from others.
fn check_links<'a>(entity: &'a Entity, aliases: &mut Vec<&'a str>, problems: &mut Vec<RequestProblem>) {
    for link in &entity.links {
        let alias = link.alias.as_str();
        if identifier(alias).is_err() || aliases.contains(&alias) {
            problems.push(RequestProblem::LinkAlias { alias: alias.to_owned() });
        }
        aliases.push(alias);
        check_links(&link.entity, aliases, problems);
    }
}

/// Adds the computed values of a table and of those that are joined to it.
fn collect(entity: &Entity, functions: &mut Vec<Function>) {
    functions.extend_from_slice(&entity.functions);
    entity.links.iter().for_each(|link| collect(&link.entity, functions));
}

/// The number of joins: each is an element, and a table between two is another one.
/// (<https://learn.microsoft.com/power-apps/developer/data-platform/fetchxml/join-tables>)
fn links(joins: &[Join]) -> usize {
    joins.iter().map(width).sum()
}

/// The number of elements that a join is.
fn width(join: &Join) -> usize {
    1 + usize::from(join.intersect.is_some()) + links(&join.entity.links)
}

/// Returns whether nothing is asked of joined rows but that they are there.
/// (<https://learn.microsoft.com/power-apps/developer/data-platform/fetchxml/reference/link-entity>)
fn has_conditions_alone(join: &Join) -> bool {
    let Entity { columns, functions, order, links, .. } = &join.entity;
    let asks_nothing = columns.is_empty() && functions.is_empty() && order.is_empty() && join.after.is_none();
    asks_nothing && links.iter().all(has_conditions_alone)
}

/// Notes columns beside computed values, and orders by values that are not computed.
/// (<https://learn.microsoft.com/power-apps/developer/data-platform/fetchxml/aggregate-data>)
fn check_aggregated(entity: &Entity, functions: &[Function], problems: &mut Vec<RequestProblem>) {
    let read = entity.columns.iter().copied();
    let sorted = entity.order.iter().filter_map(|(order, _)| match order {
        Order::Column(column) => Some(*column),
        Order::Value(_) => None,
    });
    if !functions.is_empty() {
        problems.extend(read.chain(sorted).map(|column| {
            let (table, column) = (entity.table.logical_name, column.logical_name);
            RequestProblem::BesideAggregates { table, column }
        }));
    }
    for (order, _) in &entity.order {
        if let Order::Value(alias) = order
            && !functions.iter().any(|function| function.alias == *alias)
        {
            problems.push(RequestProblem::NotComputed { alias: alias.clone() });
        }
    }
    entity.links.iter().for_each(|link| check_aggregated(&link.entity, functions, problems));
}

/// The cookie that the next page wants, of the document that an answer has: it stands there encoded twice.
pub(super) fn decoded_cookie(document: &str) -> Option<String> {
    let (_, rest) = document.split_once("pagingcookie=\"")?;
    let (cookie, _) = rest.split_once('"')?;
    let once = percent_decode_str(cookie).decode_utf8().ok()?;
    Some(percent_decode_str(&once).decode_utf8().ok()?.into_owned())
}

/// The content of a table's element; `filter` writes its condition.
fn entity(xml: &mut Xml, entity: &Entity, filter: impl FnOnce(&mut Xml)) {
    for column in &entity.columns {
        xml.element("attribute", &[("name", column.logical_name)], |_| ());
    }
    entity.functions.iter().for_each(|of| function(xml, of, entity));
    for (order, descending) in &entity.order {
        let by = match order {
            Order::Column(column) => ("attribute", column.logical_name),
            Order::Value(alias) => ("alias", alias.as_str()),
        };
        let attributes: &[_] = if *descending { &[by, ("descending", "true")] } else { &[by] };
        xml.element("order", attributes, |_| ());
    }
    filter(xml);
    entity.links.iter().for_each(|link| join(xml, link, Some(&link.alias), link.link_type, link.link_type));
}

/// The condition of the first table, those on joined rows that hold after the join, and those on rows that are there: an
/// element can have one filter.
fn first_filter(xml: &mut Xml, fetch: &Draft) {
    let mut joined = Vec::new();
    collect_joined(&fetch.entity, &mut joined);
    let own = fetch.entity.filter.iter().map(|condition| (None, condition));
    let all: Vec<_> = own.chain(joined.into_iter().map(|(alias, condition)| (Some(alias), condition))).collect();
    match (all.as_slice(), fetch.exist.as_slice()) {
        ([], []) => {}
        ([(of, condition)], []) => filter::write(xml, *of, condition, false),
        (several, exist) => xml.element("filter", &[("type", "and")], |xml| {
            several.iter().for_each(|(of, condition)| filter::write(xml, *of, condition, false));
            for (rows, any) in exist {
                join(xml, rows, None, if *any { "any" } else { "not any" }, "inner");
            }
        }),
    }
}

/// Adds the conditions that hold after the join, with the names of the joined rows.
fn collect_joined<'a>(entity: &'a Entity, joined: &mut Vec<(&'a str, &'a Expression)>) {
    for link in &entity.links {
        joined.extend(link.after.iter().map(|condition| (link.alias.as_str(), condition)));
        collect_joined(&link.entity, joined);
    }
}

fn function(xml: &mut Xml, function: &Function, entity: &Entity) {
    // FetchXML counts rows by a column that they all have.
    let Some(column) = function.column.map(|column| column.logical_name).or(entity.table.primary_id_attribute) else {
        xml.problems.push(RequestProblem::PrimaryId { table: entity.table.logical_name.to_owned() });
        return;
    };
    let mut attributes = vec![("name", column), ("alias", function.alias.as_str())];
    match function.kind {
        Kind::Count => attributes.push(("aggregate", "count")),
        Kind::CountValues => attributes.push(("aggregate", "countcolumn")),
        Kind::CountDistinct => attributes.extend([("aggregate", "countcolumn"), ("distinct", "true")]),
        Kind::Sum => attributes.push(("aggregate", "sum")),
        Kind::Average => attributes.push(("aggregate", "avg")),
        Kind::Min => attributes.push(("aggregate", "min")),
        Kind::Max => attributes.push(("aggregate", "max")),
        Kind::Group(part) => {
            attributes.push(("groupby", "true"));
            attributes.extend(part.map(|part| ("dategrouping", part)));
        }
    }
    xml.element("attribute", &attributes, |_| ());
}

/// Writes a join; `inner_type` is that of the rows behind a table between two.
fn join(xml: &mut Xml, join: &Join, alias: Option<&str>, link_type: &str, inner_type: &str) {
    let (from, to) = match &join.columns {
        Ok(columns) => *columns,
        Err(problem) => {
            xml.problems.push(problem.clone());
            return;
        }
    };
    let table = join.entity.table.logical_name;
    let joined = |xml: &mut Xml, from, to, link_type| {
        let attributes = [("name", table), ("from", from), ("to", to), ("link-type", link_type)];
        let attributes: Vec<_> = attributes.into_iter().chain(alias.map(|alias| ("alias", alias))).collect();
        xml.element("link-entity", &attributes, |xml| {
            let filter = |xml: &mut Xml| join.entity.filter.iter().for_each(|of| filter::write(xml, None, of, false));
            entity(xml, &join.entity, filter);
        });
    };
    match join.intersect {
        None => joined(xml, from, to, link_type),
        // The table between has no columns that anybody reads.
        Some((between, joined_id, id)) => {
            let attributes =
                [("name", between), ("from", id), ("to", to), ("link-type", link_type), ("intersect", "true")];
            xml.element("link-entity", &attributes, |xml| joined(xml, from, joined_id, inner_type));
        }
    }
}
