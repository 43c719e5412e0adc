//! Takes out of an answer what says nothing, and unwraps the rest.

use super::super::node::{Node, NodeKind};
use super::{Asked, Item, type_name, words};
use earlybound_schema::AttributeType;

/// The language of labels where the settings name none: English (United States).
const ENGLISH: &str = "1033";

/// Properties that say nothing about a table's data: how it is administered, shown, secured and shipped.
const SILENT: [&str; 122] = [
    "AsyncJob",
    "AutoCreateAccessTeams",
    "AutoRouteToOwnerQueue",
    "CanBeInCustomEntityAssociation",
    "CanBeInManyToMany",
    "CanBePrimaryEntityInRelationship",
    "CanBeRelatedEntityInRelationship",
    "CanBeSecuredForCreate",
    "CanBeSecuredForRead",
    "CanBeSecuredForUpdate",
    "CanChangeHierarchicalRelationship",
    "CanChangeTrackingBeEnabled",
    "CanCreateAttributes",
    "CanCreateCharts",
    "CanCreateForms",
    "CanCreateViews",
    "CanEnableSyncToExternalSearchIndex",
    "CanModifyAdditionalSettings",
    "CanTriggerWorkflow",
    "ChangeTrackingEnabled",
    "ChildPicklistLogicalNames",
    "ClusterMode",
    "Color",
    "CreatedOn",
    "DatabaseLength",
    "DaysSinceRecordLastModified",
    "DeprecatedVersion",
    "EnforceStateTransitions",
    "EntityColor",
    "EntityHelpUrl",
    "EntityHelpUrlEnabled",
    "EntityKeyIndexStatus",
    "EntityLogicalName",
    "ExternalTypeName",
    "ExternalValue",
    "HasActivities",
    "HasChanged",
    "HasEmailAddresses",
    "HasFeedback",
    "HasNotes",
    "Icon",
    "IconLargeName",
    "IconMediumName",
    "IconSmallName",
    "IconVectorName",
    "InheritsFrom",
    "IntroducedVersion",
    "IsAIRUpdated",
    "IsArchivalEnabled",
    "IsAuditEnabled",
    "IsAvailableOffline",
    "IsBusinessProcessEnabled",
    "IsChildEntity",
    "IsConnectionsEnabled",
    "IsCustomAttribute",
    "IsCustomEntity",
    "IsCustomRelationship",
    "IsDataSourceSecret",
    "IsDocumentManagementEnabled",
    "IsDocumentRecommendationsEnabled",
    "IsDuplicateDetectionEnabled",
    "IsEnabledForCharts",
    "IsEnabledForExternalChannels",
    "IsEnabledForTrace",
    "IsEntityReferenceStored",
    "IsFilterable",
    "IsGlobalFilterEnabled",
    "IsHidden",
    "IsImportable",
    "IsInteractionCentricEnabled",
    "IsKnowledgeManagementEnabled",
    "IsMSTeamsIntegrationEnabled",
    "IsMailMergeEnabled",
    "IsManaged",
    "IsMappable",
    "IsOfflineInMobileClient",
    "IsOneNoteIntegrationEnabled",
    "IsOptimisticConcurrencyEnabled",
    "IsPrimaryId",
    "IsPrimaryName",
    "IsPrivate",
    "IsQuickCreateEnabled",
    "IsReadOnlyInMobileClient",
    "IsReadingPaneEnabled",
    "IsRelationshipAttributeDenormalized",
    "IsRenameable",
    "IsRequiredForForm",
    "IsRetentionEnabled",
    "IsRetrievable",
    "IsRetrieveAuditEnabled",
    "IsRetrieveMultipleAuditEnabled",
    "IsSLAEnabled",
    "IsSearchable",
    "IsSecured",
    "IsSolutionAware",
    "IsSortableEnabled",
    "IsStateModelAware",
    "IsValidForAdvancedFind",
    "IsValidForGrid",
    "IsValidForQueue",
    "IsValidODataAttribute",
    "IsVisibleInMobile",
    "IsVisibleInMobileClient",
    "LinkedAttributeId",
    "MetadataId",
    "MobileOfflineFilters",
    "ModifiedOn",
    "ObjectTypeCode",
    "OwnerId",
    "OwnerIdType",
    "OwningBusinessUnit",
    "ParentValues",
    "Privileges",
    "RelationshipAttributes",
    "RelationshipBehavior",
    "RelationshipType",
    "ReportViewName",
    "SecurityTypes",
    "Settings",
    "SyncToExternalSearchIndex",
    "UsesBusinessDataLabelTable",
    "__type",
];

/// The properties of a set of options that are read.
const OF_CHOICES: [&str; 4] = ["Name", "Options", "TrueOption", "FalseOption"];

/// Brings an item into the form of a table document: without what says nothing, with words for numbers, and with labels
/// in one language, by its number. `head` is what stands before the list that the item is of.
pub(in crate::parse) fn tidy(item: &mut Node, of: Item, head: &Node, language: Option<u16>) {
    let cast = Asked::of(head).and_then(|asked| asked.cast).or_else(|| Asked::of(item)?.cast);
    let cast = cast.filter(|_| of == Item::Column).and_then(column_type);
    let language = language.map(|language| language.to_string());
    unwrap(item, language.as_deref());
    match of {
        Item::Choice => keep_options(item),
        Item::Column => add_type(item, cast),
        _ => {}
    }
}

/// Unwraps values and labels, takes out what says nothing, and replaces numbers by words, from the inside out.
fn unwrap(node: &mut Node, language: Option<&str>) {
    let stated = type_name(node).and_then(column_type);
    match &mut node.kind {
        NodeKind::Nothing | NodeKind::Scalar(_) => return,
        NodeKind::List(items) => return items.iter_mut().for_each(|item| unwrap(item, language)),
        NodeKind::Map(entries) => {
            entries.retain(|(key, value)| {
                let key = key.scalar().unwrap_or_default();
                !matches!(value.kind, NodeKind::Nothing) && !is_silent(key)
            });
            for (key, value) in &mut *entries {
                unwrap(value, language);
                match key.scalar() {
                    Some("OptionSet" | "GlobalOptionSet") => keep_options(value),
                    Some("TrueOption" | "FalseOption") => {}
                    _ => unwrap_value(value, language),
                }
            }
            entries.retain(|(_, value)| !matches!(value.kind, NodeKind::Nothing));
        }
    }
    add_type(node, stated);
    words::replace_numbers(node);
}

fn is_silent(key: &str) -> bool {
    SILENT.binary_search(&key).is_ok() || key.contains("@odata.")
}

/// Takes the wrapping off a value that can be managed, `{Value: …}`, and off labels.
fn unwrap_value(node: &mut Node, language: Option<&str>) {
    let NodeKind::Map(entries) = &mut node.kind else { return };
    let is_one_of =
        |known: &[&str]| entries.iter().all(|(key, _)| key.scalar().is_some_and(|key| known.contains(&key)));
    if entries.is_empty() {
        node.kind = NodeKind::Nothing;
    } else if is_one_of(&["Value", "CanBeChanged", "ManagedPropertyLogicalName"]) {
        let value = entries.drain(..).find(|(key, _)| key.scalar() == Some("Value"));
        node.kind = value.map_or(NodeKind::Nothing, |(_, value)| value.kind);
    } else if is_one_of(&["LocalizedLabels", "UserLocalizedLabel"]) {
        node.kind = label(node, language).map_or(NodeKind::Nothing, |label| NodeKind::Scalar(label.to_owned()));
    }
}

/// The label in that language, else in that of the user who asked, else in English, else in any.
fn label<'n>(labels: &'n Node, language: Option<&str>) -> Option<&'n str> {
    let listed = || labels.get("LocalizedLabels").and_then(Node::items).unwrap_or_default();
    let in_language = |language: &str| {
        let is_in = |label: &&Node| label.get("LanguageCode").and_then(Node::scalar) == Some(language);
        listed().iter().find(is_in)
    };
    let user = || labels.get("UserLocalizedLabel");
    let chosen =
        language.and_then(|language| in_language(language).or_else(|| user().filter(|user| in_user(user, language))));
    let label = chosen.or_else(user).or_else(|| in_language(ENGLISH)).or_else(|| listed().first());
    label?.get("Label")?.scalar().filter(|label| !label.is_empty())
}

fn in_user(user: &Node, language: &str) -> bool {
    user.get("LanguageCode").and_then(Node::scalar) == Some(language)
}

/// Keeps the options of a set; its own name and labels for users are no part of a column.
fn keep_options(set: &mut Node) {
    if let NodeKind::Map(entries) = &mut set.kind {
        entries.retain(|(key, _)| key.scalar().is_some_and(|key| OF_CHOICES.contains(&key)));
    }
}

/// Adds the type of a column that does not state it, as columns do of which only options were asked for.
fn add_type(column: &mut Node, stated: Option<AttributeType>) {
    let (span, is_stated) = (column.span, column.get("AttributeType").is_some());
    if let (NodeKind::Map(entries), Some(stated), false) = (&mut column.kind, stated, is_stated) {
        let node = |text: &str| Node { kind: NodeKind::Scalar(text.to_owned()), span };
        entries.push((node("AttributeType"), node(stated.as_str())));
    }
}

/// The type of columns that the name of a type of metadata stands for. Lookups are of three types.
fn column_type(name: &str) -> Option<AttributeType> {
    let name = name.strip_suffix("AttributeMetadata")?;
    let name = name.strip_prefix("Complex").unwrap_or(name);
    match name {
        "Lookup" => None,
        "UniqueIdentifier" => Some(AttributeType::Uniqueidentifier),
        _ => name.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silent_properties_are_sorted() {
        assert!(SILENT.is_sorted());
    }
}
