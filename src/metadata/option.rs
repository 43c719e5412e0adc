//! Options: the values of a choice.

/// One value of a choice, as the reference describes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OptionMetadata {
    /// The number.
    pub value: i32,
    /// The words that users see; empty where there are none.
    pub label: &'static str,
    /// Of a status: the value of the state that it belongs to.
    pub state: Option<i32>,
    /// Of a state: the value of the status that it starts with.
    pub default_status: Option<i32>,
    /// Of a state: its name, in no language.
    pub invariant_name: Option<&'static str>,
    /// The layer that added the value, if it is not the one that defined the column, as an index into the table's
    /// [layers](super::TableMetadata::layers).
    pub layer: Option<u16>,
}

impl OptionMetadata {
    /// The value 0, of which nothing is known.
    pub const UNKNOWN: Self =
        Self { value: 0, label: "", state: None, default_status: None, invariant_name: None, layer: None };
}
