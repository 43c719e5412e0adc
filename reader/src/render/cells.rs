//! The cells that relationships of all kinds share.

use super::text;
use crate::model::AssociatedMenu;
use earlybound_schema::cascade::CascadeConfiguration;

/// The cell of the stated cascades.
pub(super) fn cascade(configuration: &CascadeConfiguration) -> Option<String> {
    let parts: Vec<_> = configuration.stated().map(|(action, effect)| format!("{action}: `{effect}`")).collect();
    (!parts.is_empty()).then(|| text::parts(&parts))
}

/// The cell of what is stated about the apps' navigation.
pub(super) fn menu(menu: &AssociatedMenu) -> String {
    let mut parts = Vec::new();
    let mut add = |key: &str, value: Option<String>| parts.extend(value.map(|value| format!("{key}: {value}")));
    add("AvailableOffline", menu.available_offline.map(|value| text::truth(value).to_owned()));
    add("Behavior", menu.behavior.map(|behavior| text::code(behavior.as_str())));
    add("Group", menu.group.map(|group| text::code(group.as_str())));
    add("Label", menu.label.as_deref().map(text::plain));
    add("MenuId", menu.menu_id.as_deref().map(text::code));
    add("Order", menu.order.map(|order| order.to_string()));
    add("QueryApi", menu.query_api.as_deref().map(text::code));
    add("ViewId", menu.view_id.as_deref().map(text::code));
    for (key, value) in &menu.other {
        add(&text::key(key), Some(text::inline(value)));
    }
    if parts.is_empty() {
        // The page has the property, and leaves all that it says blank.
        parts.push(format!("Label: {}", text::code("")));
    }
    text::parts(&parts)
}
