//! Links of pages, to other pages and to where an item was defined.

use super::fact::Fact;
use super::value::Value;

/// A link: what it says and where it leads.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "PascalCase", default))]
pub struct Link {
    /// The words that are linked.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "super::fact::says_nothing"))]
    pub text: String,
    /// The address as the page has it, absolute or relative.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "super::fact::says_nothing"))]
    pub url: String,
}

impl Value for Link {}

/// The table that a page extends, in the product that the page builds on.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "PascalCase", default))]
pub struct Extends {
    /// The table's logical name.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "super::fact::says_nothing"))]
    pub logical_name: String,
    /// The product whose page is extended; empty where the page does not say.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "super::fact::says_nothing"))]
    pub product: String,
    /// The page that is extended.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "super::fact::says_nothing"))]
    pub url: String,
}

/// The definition that a customized item changes.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "PascalCase", default))]
pub struct ChangesFrom {
    /// The product that defined the item.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "super::fact::says_nothing"))]
    pub product: String,
    /// The item on that product's page.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "super::fact::says_nothing"))]
    pub url: String,
}

impl Fact for Option<ChangesFrom> {}
