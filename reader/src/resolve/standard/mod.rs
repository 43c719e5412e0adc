//! The columns and relationships that the platform gives every table of a kind.

use crate::diagnostic::Diagnostics;
use crate::model::{Document, Like};
use crate::parse::parse;
use crate::source::Sources;

/// Returns the layer below a document that says which kind of table it describes.
pub(super) fn layer(document: &Document) -> Option<Document> {
    let like = document.like?;
    let template = match like {
        Like::UserOwned => include_str!("user_owned.table.yaml"),
        Like::OrganizationOwned => include_str!("organization_owned.table.yaml"),
        Like::Activity => include_str!("activity.table.yaml"),
    };
    let mut sources = Sources::default();
    sources.add("standard.table.yaml", template.replace("{table}", &document.table.logical_name));
    let mut standard = parse(&sources, &mut Diagnostics::default()).pop()?;
    standard.source = format!("Like: {like}");
    stand_at(&mut standard, document);
    Some(standard)
}

/// Says that everything stands where the document does, for findings.
fn stand_at(standard: &mut Document, document: &Document) {
    let origin = document.origin;
    (standard.origin, standard.extent) = (origin, document.extent);
    for column in &mut standard.attributes {
        column.origin = origin;
        column.option_set.iter_mut().flat_map(|set| &mut set.options).for_each(|option| option.origin = origin);
    }
    let sides = standard.many_to_one_relationships.iter_mut().chain(&mut standard.one_to_many_relationships);
    sides.for_each(|side| side.origin = origin);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_read_without_a_finding() {
        for template in [
            include_str!("user_owned.table.yaml"),
            include_str!("organization_owned.table.yaml"),
            include_str!("activity.table.yaml"),
        ] {
            let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
            sources.add("standard.table.yaml", template.replace("{table}", "new_thing"));
            assert_eq!(parse(&sources, &mut diagnostics).len(), 1);
            assert_eq!(diagnostics.iter().map(|finding| &finding.message).collect::<Vec<_>>(), [""; 0]);
        }
    }
}
