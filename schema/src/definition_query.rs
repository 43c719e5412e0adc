//! The query for the definitions that the generator reads of an organization.

/// Properties of tables.
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

/// Properties of columns.
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

/// Properties of relationships.
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

/// Properties of alternate keys.
const KEY: &[&str] = &["DisplayName", "KeyAttributes", "LogicalName", "SchemaName"];

/// Returns the query of `RetrieveMetadataChanges` for what the generator reads of one table, in JSON: this message
/// alone brings options with their columns. With a language, labels come in that language alone.
///
/// The name of a table that is no [identifier](crate::is_identifier) finds nothing.
pub fn definition_query(table: &str, language: Option<u16>) -> String {
    let table = if crate::is_identifier(table) { table } else { "" };
    let labels = language.map(|language| format!(r#","LabelQuery":{{"FilterLanguages":[{language}]}}"#));
    let properties = |names: &[&str]| {
        let names: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
        format!(r#"{{"AllProperties":false,"PropertyNames":[{}]}}"#, names.join(","))
    };
    let criteria = format!(
        r#"{{"FilterOperator":"And","Conditions":[{{"PropertyName":"LogicalName","ConditionOperator":"Equals","Value":{{"Type":"System.String","Value":"{table}"}}}}]}}"#
    );
    format!(
        r#"{{"Criteria":{criteria},"Properties":{},"AttributeQuery":{{"Properties":{}}},"RelationshipQuery":{{"Properties":{}}},"KeyQuery":{{"Properties":{}}}{}}}"#,
        properties(TABLE),
        properties(COLUMN),
        properties(RELATIONSHIP),
        properties(KEY),
        labels.unwrap_or_default()
    )
}
