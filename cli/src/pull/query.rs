//! The queries: for the properties that the reader reads, and no others.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

/// The request for the names of all tables.
pub(super) const NAMES: &str = "EntityDefinitions?$select=LogicalName";

/// The request for the metadata of the service, with what it says that items are for.
pub(super) const METADATA: &str = "$metadata?annotations=true";

const TABLE: &[&str] = &[
    "Attributes",
    "CollectionSchemaName",
    "Description",
    "DisplayCollectionName",
    "DisplayName",
    "EntitySetName",
    "IsBPFEntity",
    "Keys",
    "LogicalCollectionName",
    "LogicalName",
    "ManyToManyRelationships",
    "ManyToOneRelationships",
    "OneToManyRelationships",
    "OwnershipType",
    "PrimaryIdAttribute",
    "PrimaryNameAttribute",
    "SchemaName",
    "TableType",
];

const COLUMN: &[&str] = &[
    "AttributeType",
    "AttributeTypeName",
    "CanChangeDateTimeBehavior",
    "CanStoreFullImage",
    "DateTimeBehavior",
    "DefaultFormValue",
    "DefaultValue",
    "Description",
    "DisplayName",
    "Format",
    "FormatName",
    "ImeMode",
    "IsBaseCurrency",
    "IsLocalizable",
    "IsPrimaryImage",
    "IsValidForCreate",
    "IsValidForForm",
    "IsValidForRead",
    "IsValidForUpdate",
    "LogicalName",
    "MaxHeight",
    "MaxLength",
    "MaxSizeInKB",
    "MaxValue",
    "MaxWidth",
    "MinValue",
    "OptionSet",
    "Precision",
    "PrecisionSource",
    "RequiredLevel",
    "SchemaName",
    "SourceTypeMask",
    "Targets",
];

const RELATIONSHIP: &[&str] = &[
    "AssociatedMenuConfiguration",
    "CascadeConfiguration",
    "Entity1AssociatedMenuConfiguration",
    "Entity1IntersectAttribute",
    "Entity1LogicalName",
    "Entity1NavigationPropertyName",
    "Entity2AssociatedMenuConfiguration",
    "Entity2IntersectAttribute",
    "Entity2LogicalName",
    "Entity2NavigationPropertyName",
    "IntersectEntityName",
    "IsCustomizable",
    "IsHierarchical",
    "ReferencedAttribute",
    "ReferencedEntity",
    "ReferencedEntityNavigationPropertyName",
    "ReferencingAttribute",
    "ReferencingEntity",
    "ReferencingEntityNavigationPropertyName",
    "SchemaName",
];

const KEY: &[&str] = &["DisplayName", "KeyAttributes", "LogicalName", "SchemaName"];

/// The request for one table: `RetrieveMetadataChanges`, which alone brings options with their columns.
pub(super) fn changes(table: &str, language: Option<u16>) -> String {
    let properties = |names: &[&str]| json!({ "AllProperties": false, "PropertyNames": names });
    let mut query = json!({
        "Criteria": {
            "FilterOperator": "And",
            "Conditions": [{
                "PropertyName": "LogicalName", "ConditionOperator": "Equals",
                "Value": { "Type": "System.String", "Value": table },
            }],
        },
        "Properties": properties(TABLE),
        "AttributeQuery": { "Properties": properties(COLUMN) },
        "RelationshipQuery": { "Properties": properties(RELATIONSHIP) },
        "KeyQuery": { "Properties": properties(KEY) },
    });
    if let (Some(language), Value::Object(query)) = (language, &mut query) {
        query.insert("LabelQuery".to_owned(), json!({ "FilterLanguages": [language] }));
    }
    let query = query.to_string();
    format!("RetrieveMetadataChanges(Query=@q)?@q={}", utf8_percent_encode(&query, NON_ALPHANUMERIC))
}
