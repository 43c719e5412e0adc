//! Links of pages, to other pages and to where an item was defined.

use serde::{Deserialize, Serialize};

use super::fact::{Fact, says_nothing};
use super::value::Value;

/// A link: what it says and where it leads.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", default)]
pub struct Link {
    /// The words that are linked.
    #[serde(skip_serializing_if = "says_nothing")]
    pub text: String,
    /// The address as the page has it, absolute or relative.
    #[serde(skip_serializing_if = "says_nothing")]
    pub url: String,
}

impl Value for Link {}

/// The table that a page extends, in the product that the page builds on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", default)]
pub struct Extends {
    /// The table's logical name.
    #[serde(skip_serializing_if = "says_nothing")]
    pub logical_name: String,
    /// The product whose page is extended; empty where the page does not say.
    #[serde(skip_serializing_if = "says_nothing")]
    pub product: String,
    /// The page that is extended.
    #[serde(skip_serializing_if = "says_nothing")]
    pub url: String,
}

/// The definition that a customized item changes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", default)]
pub struct ChangesFrom {
    /// The product that defined the item.
    #[serde(skip_serializing_if = "says_nothing")]
    pub product: String,
    /// The item on that product's page.
    #[serde(skip_serializing_if = "says_nothing")]
    pub url: String,
}

impl Fact for Option<ChangesFrom> {}
