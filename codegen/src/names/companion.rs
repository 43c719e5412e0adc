//! Columns that only help to show a lookup: `owneridname`, `owneridyominame`, `owneridtype`.
//!
//! The reference lists them like any other column, and the Web API has no such properties: what they hold comes as
//! annotations of the lookup. The reference has no mark for them; their types and names give them away.

use earlybound_reader::model::Attribute;
use earlybound_schema::AttributeType;

/// The lookup that a column only helps to show.
pub(super) fn lookup_of<'a>(attribute: &Attribute, attributes: &[&'a Attribute]) -> Option<&'a str> {
    let endings: &[&str] = match attribute.attribute_type? {
        AttributeType::String => &["name", "yominame"],
        AttributeType::EntityName => &["type", "idtype", "typecode"],
        _ => return None,
    };
    let lookups = attributes.iter().filter(|other| other.attribute_type.is_some_and(AttributeType::is_lookup));
    let mut names = lookups.map(|lookup| lookup.logical_name.as_str());
    names.find(|lookup| {
        let stem = lookup.strip_suffix("id").unwrap_or(lookup);
        let rest_of = |name: &str| attribute.logical_name.strip_prefix(name).map(str::to_owned);
        // `regardingobjectid` has `regardingobjecttypecode`; texts keep the whole name of their lookup.
        let stem = if attribute.attribute_type == Some(AttributeType::EntityName) { stem } else { lookup };
        [rest_of(lookup), rest_of(stem)].into_iter().flatten().any(|rest| endings.contains(&rest.as_str()))
    })
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
        let lookups: Vec<&Attribute> = lookups.iter().collect();
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
        let of = |name: &str, attribute_type| lookup_of(&column(name, attribute_type), &[&owner]);
        assert_eq!(of("name", AttributeType::String), None);
        assert_eq!(of("ownername", AttributeType::String), None);
        assert_eq!(of("activitytypecode", AttributeType::EntityName), None);
        assert_eq!(of("owneridname", AttributeType::Memo), None);
    }
}
