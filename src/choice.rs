//! Choice columns: enums that are open.

/// The enum of a choice column.
///
/// Choices grow: an organization adds options of its own. So each such enum has a last variant, `Other(i32)`, for
/// values that the reference does not list; they survive being read and written back.
pub trait Choice: Copy + 'static {
    /// The options that the reference lists, by value.
    const OPTIONS: &'static [OptionMetadata];

    /// The number that the service stores.
    fn value(self) -> i32;

    /// The variant of a number; `Other` where the reference does not list it.
    fn from_value(value: i32) -> Self;

    /// What the reference says about the value; `None` where it does not list it.
    fn metadata(self) -> Option<&'static OptionMetadata> {
        option(Self::OPTIONS, self.value())
    }

    /// The words that users see, in the language of the reference; `None` where there are none.
    fn label(self) -> Option<&'static str> {
        self.metadata().and_then(|option| option.label)
    }
}

fn option(options: &'static [OptionMetadata], value: i32) -> Option<&'static OptionMetadata> {
    options.iter().find(|option| option.value == value)
}

/// One value of a choice, as the reference describes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OptionMetadata {
    /// The number.
    pub value: i32,
    /// The words that users see.
    pub label: Option<&'static str>,
    /// Of a status: the value of the state that it belongs to.
    pub state: Option<i32>,
    /// Of a state: the value of the status that it starts with.
    pub default_status: Option<i32>,
    /// Of a state: its name, in no language.
    pub invariant_name: Option<&'static str>,
    /// Which of the table's [layers](crate::TableMetadata::layers) added the value, if not the one that defined the
    /// column.
    pub layer: Option<u16>,
}

impl OptionMetadata {
    /// The value 0, of which nothing is known.
    pub const UNKNOWN: Self =
        Self { value: 0, label: None, state: None, default_status: None, invariant_name: None, layer: None };
}
