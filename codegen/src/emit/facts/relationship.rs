//! Relationships.

use earlybound_reader::model::{ManyToManyRelationship, OneToManyRelationship};
use earlybound_schema::cascade::CascadeType;

use super::word::Line;

/// `contact_customer_accounts Referencing=contact.parentcustomerid Referenced=account.accountid Delete=Cascade`.
pub(super) fn one_to_many(relationship: &OneToManyRelationship) -> String {
    let line = Line::default()
        .word(&relationship.schema_name)
        .end("Referencing", &relationship.referencing_entity, &relationship.referencing_attribute)
        .end("Referenced", &relationship.referenced_entity, &relationship.referenced_attribute)
        .fact("parent", relationship.referencing_entity_navigation_property_name.as_ref())
        .fact("children", relationship.referenced_entity_navigation_property_name.as_ref())
        .fact("hierarchical", relationship.is_hierarchical)
        .fact("customizable", relationship.is_customizable);
    let (nothing, something): (Vec<_>, Vec<_>) =
        relationship.cascade_configuration.stated().partition(|(_, effect)| *effect == CascadeType::NoCascade);
    let line = something.into_iter().fold(line, |line, (action, effect)| line.fact(action.as_str(), Some(effect)));
    line.list(CascadeType::NoCascade.as_str(), nothing.into_iter().map(|(action, _)| action.as_str()))
        .layer(relationship.layer.map(|layer| layer.0))
        .finish()
}

/// Returns whether the relationship leads from an activity to its parties, which are fields of a row and rows of their own
/// on the wire.
pub(super) fn is_to_parties(relationship: &OneToManyRelationship) -> bool {
    relationship.referencing_entity.as_deref() == Some("activityparty")
}

/// `accountleads_association intersect=accountleads Entity1=account.accountid property1=accountleads …`.
pub(super) fn many_to_many(relationship: &ManyToManyRelationship) -> String {
    Line::default()
        .word(&relationship.schema_name)
        .fact("intersect", relationship.intersect_entity_name.as_ref())
        .fact("customizable", relationship.is_customizable)
        .end("Entity1", &relationship.entity1_logical_name, &relationship.entity1_intersect_attribute)
        .fact("property1", relationship.entity1_navigation_property_name.as_ref())
        .end("Entity2", &relationship.entity2_logical_name, &relationship.entity2_intersect_attribute)
        .fact("property2", relationship.entity2_navigation_property_name.as_ref())
        .layer(relationship.layer.map(|layer| layer.0))
        .finish()
}
