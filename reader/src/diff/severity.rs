//! The severity of a change, fact by fact. The book gives the reasons.

use std::cmp::Ordering;

use super::change::Severity::{self, Additive, Behavioural, Breaking, Text};
use super::stated::Item;
use crate::model::key::Key;
use earlybound_schema::{Number, RequiredLevel};

/// The severity of a fact that changed. Returns `None` for facts that are not compared as they are: because they are
/// about the inputs and not about the service, or because the changes within them are told one by one.
pub(super) fn severity(item: Item, key: Key, old: Option<&str>, new: Option<&str>) -> Option<Severity> {
    Some(match key {
        Key::Layer | Key::ChangedBy | Key::ChangesFrom | Key::Cleared | Key::Customized | Key::Section => return None,
        Key::Omit | Key::RustName | Key::Other | Key::Value => return None,
        Key::OptionSet | Key::Options | Key::Targets | Key::CascadeConfiguration => return None,
        Key::IsValidForCreate | Key::IsValidForUpdate => return None,
        Key::AssociatedMenuConfiguration
        | Key::Entity1AssociatedMenuConfiguration
        | Key::Entity2AssociatedMenuConfiguration => return None,
        Key::WebApiLink | Key::SdkLink => return None,

        Key::MaxLength | Key::MaxValue | Key::MaxSizeInKb | Key::MaxHeight | Key::MaxWidth => {
            limit(old, new, Ordering::Greater)
        }
        Key::MinValue => limit(old, new, Ordering::Less),
        Key::RequiredLevel => required(old, new),
        Key::IsValidForRead => allowed(new == Some("True")),

        Key::AttributeType | Key::DateTimeBehavior | Key::PropertyName => Breaking,
        Key::EntitySetName | Key::PrimaryIdAttribute => Breaking,
        Key::Kind | Key::Method | Key::Path | Key::Columns | Key::Binding => Breaking,
        Key::Parameters | Key::Returns | Key::WebApi => Breaking,
        Key::ReferencedEntity
        | Key::ReferencedAttribute
        | Key::ReferencingEntity
        | Key::ReferencingAttribute
        | Key::ReferencedEntityNavigationPropertyName
        | Key::ReferencingEntityNavigationPropertyName
        | Key::IntersectEntityName
        | Key::Entity1LogicalName
        | Key::Entity2LogicalName
        | Key::Entity1IntersectAttribute
        | Key::Entity2IntersectAttribute
        | Key::Entity1NavigationPropertyName
        | Key::Entity2NavigationPropertyName => Breaking,

        Key::DisplayName | Key::DisplayCollectionName | Key::Description | Key::Label | Key::AddedBy => Text,
        Key::SchemaName | Key::CollectionSchemaName | Key::LogicalCollectionName | Key::Name => Text,
        Key::ImeMode | Key::Sdk | Key::SdkMethod => Text,
        _ if item == Item::Menu => Text,
        _ => Behavioural,
    })
}

/// The severity of a limit that moved, which is wider where it is `wider` than before, or no more stated.
fn limit(old: Option<&str>, new: Option<&str>, wider: Ordering) -> Severity {
    let number = |text: &str| text.parse::<Number>().ok().map(Number::to_f64);
    match (old, new) {
        (_, None) => Additive,
        (None, _) => Breaking,
        (Some(old), Some(new)) => {
            let moved = number(new).zip(number(old)).map(|(new, old)| new.total_cmp(&old));
            if moved == Some(wider) { Additive } else { Breaking }
        }
    }
}

/// The severity of another required level. The service enforces one of them alone.
fn required(old: Option<&str>, new: Option<&str>) -> Severity {
    let enforced = Some(RequiredLevel::SystemRequired.as_str());
    match (old == enforced, new == enforced) {
        (_, true) => Breaking,
        (true, false) => Additive,
        (false, false) => Behavioural,
    }
}

/// The severity of a permission that was given or taken.
pub(super) fn allowed(is_allowed: bool) -> Severity {
    if is_allowed { Additive } else { Breaking }
}
