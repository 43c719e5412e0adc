//! Columns that only help to show a lookup: `owneridname`, `owneridyominame`, `owneridtype`.
//!
//! The reference lists them like any other column, and the Web API has no such properties: what they hold comes as
//! annotations of the lookup. The reference has no mark for them; their types and names give them away.

use std::collections::BTreeSet;

use super::Attribute;
use earlybound_schema::AttributeType;

/// Returns the names of the lookups among the columns of a table.
pub fn lookups<'a>(attributes: impl IntoIterator<Item = &'a Attribute>) -> BTreeSet<&'a str> {
    let lookups =
        attributes.into_iter().filter(|attribute| attribute.attribute_type.is_some_and(AttributeType::is_lookup));
    lookups.map(|lookup| lookup.logical_name.as_str()).collect()
}

/// Returns the lookup that a column only helps to show; `None` if the column is no companion.
pub fn lookup_of<'a>(attribute: &Attribute, lookups: &BTreeSet<&'a str>) -> Option<&'a str> {
    let endings: &[&str] = match attribute.attribute_type? {
        AttributeType::String => &["name", "yominame"],
        AttributeType::EntityName => &["type", "idtype", "typecode"],
        _ => return None,
    };
    let stems = endings.iter().filter_map(|ending| attribute.logical_name.strip_suffix(ending));
    let lookup = |stem: &str| {
        // `regardingobjectid` has `regardingobjecttypecode`; texts keep the whole name of their lookup.
        let shortened = attribute.attribute_type == Some(AttributeType::EntityName);
        let with_id = shortened.then(|| lookups.get(format!("{stem}id").as_str())).flatten();
        lookups.get(stem).into_iter().chain(with_id).min().copied()
    };
    stems.filter_map(lookup).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(name: &str, attribute_type: AttributeType) -> Attribute {
        Attribute { logical_name: name.to_owned(), attribute_type: Some(attribute_type), ..Attribute::default() }
    }

    #[test]
    fn companions_of_real_lookups() {
        let lookups = [
            column("ownerid", AttributeType::Owner),
            column("regardingobjectid", AttributeType::Lookup),
            column("msdyn_customer", AttributeType::Customer),
        ];
        let lookups = super::lookups(&lookups);
        let of = |name: &str, attribute_type| lookup_of(&column(name, attribute_type), &lookups);
        assert_eq!(of("owneridname", AttributeType::String), Some("ownerid"));
        assert_eq!(of("owneridyominame", AttributeType::String), Some("ownerid"));
        assert_eq!(of("owneridtype", AttributeType::EntityName), Some("ownerid"));
        assert_eq!(of("regardingobjecttypecode", AttributeType::EntityName), Some("regardingobjectid"));
        assert_eq!(of("msdyn_customeridtype", AttributeType::EntityName), Some("msdyn_customer"));
        assert_eq!(of("msdyn_customername", AttributeType::String), Some("msdyn_customer"));
    }

    #[test]
    fn other_columns_are_their_own() {
        let owner = column("ownerid", AttributeType::Owner);
        let of = |name: &str, attribute_type| lookup_of(&column(name, attribute_type), &lookups([&owner]));
        assert_eq!(of("name", AttributeType::String), None);
        assert_eq!(of("ownername", AttributeType::String), None);
        assert_eq!(of("activitytypecode", AttributeType::EntityName), None);
        assert_eq!(of("owneridname", AttributeType::Memo), None);
    }
}
