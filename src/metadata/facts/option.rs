//! The options of a choice.

use core::ops::Deref;
use std::sync::OnceLock;

use super::words::Words;
use crate::metadata::option::OptionMetadata;

/// The options of choice columns, by the logical name of the column.
pub(super) type Options = &'static [(&'static str, fn() -> &'static [OptionMetadata])];

/// The options of a choice, read from their text on first use. It dereferences to a slice, by value.
#[derive(Debug)]
pub struct OptionList {
    text: &'static str,
    read: OnceLock<&'static [OptionMetadata]>,
}

impl OptionList {
    /// The options of a text: a line for each.
    #[doc(hidden)]
    pub const fn new(text: &'static str) -> Self {
        Self { text, read: OnceLock::new() }
    }

    /// Returns the options, sorted by value.
    pub fn get(&self) -> &'static [OptionMetadata] {
        self.read.get_or_init(|| {
            let options: Vec<OptionMetadata> = self.text.lines().filter_map(option).collect();
            Box::leak(options.into_boxed_slice())
        })
    }
}

impl Deref for OptionList {
    type Target = [OptionMetadata];

    fn deref(&self) -> &[OptionMetadata] {
        self.get()
    }
}

/// `1 "Active" state=0 status=1 invariant=Active layer=2`.
fn option(line: &'static str) -> Option<OptionMetadata> {
    let mut words = Words::of(line.trim_start());
    let mut option = OptionMetadata { value: words.text().parse().ok()?, ..OptionMetadata::UNKNOWN };
    option.label = words.text();
    for word in words {
        match word.key {
            Some("state") => option.state = word.parse(),
            Some("status") => option.default_status = word.parse(),
            Some("invariant") => option.invariant_name = Some(word.text()),
            Some("layer") => option.layer = word.parse(),
            _ => {}
        }
    }
    Some(option)
}
