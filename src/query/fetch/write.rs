//! FetchXML as text.

use percent_encoding::percent_decode_str;

use super::link::Join;
use super::xml::Xml;
use super::{Draft, Entity, filter};
use crate::query::aggregate::{Function, Kind, check_aliases};
use crate::request::{MAX_PAGE_SIZE, RequestError, RequestProblem, identifier};

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
    if !fetch.entity.functions.is_empty() {
        attribute("aggregate", "true".to_owned());
    }
    check_aliases(fetch.entity.table, &fetch.entity.functions, &mut xml.problems);
    let mut aliases = fetch.entity.functions.iter().map(|function| function.alias.as_str()).collect();
    check_links(&fetch.entity, &mut aliases, &mut xml.problems);
    let attributes: Vec<_> = attributes.iter().map(|(name, value)| (*name, value.as_str())).collect();
    xml.element("fetch", &attributes, |xml| {
        xml.element("entity", &[("name", fetch.entity.table.logical_name)], |xml| entity(xml, &fetch.entity));
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

/// The cookie that the next page wants, of the document that an answer has: it stands there encoded twice.
pub(super) fn decoded_cookie(document: &str) -> Option<String> {
    let (_, rest) = document.split_once("pagingcookie=\"")?;
    let (cookie, _) = rest.split_once('"')?;
    let once = percent_decode_str(cookie).decode_utf8().ok()?;
    Some(percent_decode_str(&once).decode_utf8().ok()?.into_owned())
}

fn entity(xml: &mut Xml, entity: &Entity) {
    for column in &entity.columns {
        xml.element("attribute", &[("name", column.logical_name)], |_| ());
    }
    entity.functions.iter().for_each(|of| function(xml, of, entity));
    for (column, descending) in &entity.order {
        let by = ("attribute", column.logical_name);
        let attributes: &[_] = if *descending { &[by, ("descending", "true")] } else { &[by] };
        xml.element("order", attributes, |_| ());
    }
    if let Some(condition) = &entity.filter {
        filter::write(xml, condition, false);
    }
    entity.links.iter().for_each(|link| join(xml, link));
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

fn join(xml: &mut Xml, join: &Join) {
    let (from, to) = match &join.columns {
        Ok(columns) => *columns,
        Err(problem) => {
            xml.problems.push(problem.clone());
            return;
        }
    };
    let table = join.entity.table.logical_name;
    let joined = |xml: &mut Xml, from, to, link_type| {
        let attributes =
            [("name", table), ("from", from), ("to", to), ("link-type", link_type), ("alias", &*join.alias)];
        xml.element("link-entity", &attributes, |xml| entity(xml, &join.entity));
    };
    match join.intersect {
        None => joined(xml, from, to, join.link_type),
        // The table between has no columns that anybody reads.
        Some((between, joined_id, id)) => {
            let attributes =
                [("name", between), ("from", id), ("to", to), ("link-type", join.link_type), ("intersect", "true")];
            xml.element("link-entity", &attributes, |xml| joined(xml, from, joined_id, join.link_type));
        }
    }
}
