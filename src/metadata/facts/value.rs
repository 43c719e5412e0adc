//! Values that several kinds of lines have.

use crate::metadata::option::OptionMetadata;

/// The options of choice columns, by the logical name of the column.
pub(super) type Options = &'static [(&'static str, fn() -> &'static [OptionMetadata])];

/// The layer that an item comes from: `?` if it is not known. An item without the key comes from the first layer.
pub(super) fn layer(value: &str) -> Option<u16> {
    value.parse().ok()
}

/// The parts of a list with commas between them.
pub(super) fn list(value: &'static str) -> &'static [&'static str] {
    if value.is_empty() {
        return &[];
    }
    Box::leak(value.split(',').collect::<Vec<_>>().into_boxed_slice())
}
