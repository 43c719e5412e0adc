//! The answer as a page: the picture, and all relationships that the action gets to.

use std::fmt::Write as _;

use earlybound_schema::cascade::Reach;

use crate::html::{Html, escaped};
use crate::picture::{Picture, svg};
use crate::story::happens;

const STYLE: &str = include_str!("report.css");

pub(super) fn write(reach: &Reach<'_>, picture: &Picture) -> String {
    let mut body = format!(
        "<main>\n<figure>{}</figure>\n<table>\n<caption>Relationships</caption>\n<thead><tr><th>Step</th><th>Rows of</th>\
         <th>Effect</th><th>Relationship</th><th>After</th></tr></thead>\n<tbody>\n",
        svg::drawing(picture, None)
    );
    for effect in &reach.effects {
        let mut before = reach.path(effect);
        before.pop();
        let _ = writeln!(
            body,
            "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            effect.depth,
            escaped(effect.table()),
            happens(effect.cascade, effect.outcome),
            escaped(effect.relationship.schema_name),
            escaped(&before.join(" → "))
        );
    }
    body.push_str("</tbody>\n</table>\n");
    if !reach.is_complete() {
        let unstated = reach.unstated.iter().map(|edge| edge.schema_name);
        let unknown = reach.unknown_tables.iter().copied().chain(unstated).chain(reach.unplaced.iter().copied());
        let names: Vec<_> = unknown.map(escaped).collect();
        let _ = writeln!(body, "<p>Not described, so more may happen through them: {}</p>", names.join(", "));
    }
    body.push_str("</main>");
    let style = format!("{}{STYLE}", svg::STYLE);
    Html { title: &picture.title, style: &style, body: &body, data: "", script: "" }.write()
}
