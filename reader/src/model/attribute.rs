//! Columns and their options.

use super::fact::{Fact, Facts, Other, Slot, facts};
use super::key::Key;
use super::layer::LayerId;
use super::link::ChangesFrom;
use super::value::words;
use crate::span::Origin;
use earlybound_schema::vocabulary;
use earlybound_schema::{AttributeType, DateTimeBehavior, Number, RequiredLevel};

vocabulary! {
    /// The section of a page that a column stands in.
    #[derive(Default)]
    pub Section {
        /// Valid for create, for update or for both.
        #[default]
        Writable = "Writable",
        /// Valid for neither.
        ReadOnly = "ReadOnly",
        /// Defined elsewhere, changed by this layer.
        Customized = "Customized",
    }
}

words! { Section => "a section" }

impl Fact for Section {}

facts! {
    /// A column.
    pub struct Attribute {
        /// The place where the page names it.
        #[cfg_attr(feature = "serde", serde(skip))]
        pub origin: Origin = _,
        /// The name in code, lower case. Usually the schema name in lower case, not always.
        pub logical_name: String = LogicalName,
        /// The name as its author wrote it.
        pub schema_name: String = SchemaName,
        /// The type of the column.
        pub attribute_type: Option<AttributeType> = AttributeType,
        /// The name that users see.
        pub display_name: Option<String> = DisplayName,
        /// The description of the column.
        pub description: Option<String> = Description,
        /// The level at which it must have a value.
        pub required_level: Option<RequiredLevel> = RequiredLevel,
        /// True if it can be set on create. Pages since 2024 say so by section alone.
        pub is_valid_for_create: Option<bool> = IsValidForCreate,
        /// True if it can be set on update. Pages since 2024 say so by section alone.
        pub is_valid_for_update: Option<bool> = IsValidForUpdate,
        /// True if it can be read.
        pub is_valid_for_read: Option<bool> = IsValidForRead,
        /// True if it can stand on a form.
        pub is_valid_for_form: Option<bool> = IsValidForForm,
        /// The logical names of the tables that a lookup can point to.
        pub targets: Vec<String> = Targets,
        /// Those of the targets that the column does not list and a relationship leads to.
        #[cfg_attr(feature = "serde", serde(skip))]
        pub implied_targets: Vec<String> = _,
        /// The platform's number for the role of the parties in a party list, beside those that the platform has names
        /// for.
        pub participation_type_mask: Option<i32> = ParticipationTypeMask,
        /// The name of the property in the Web API, if it is not the logical name.
        pub property_name: Option<String> = PropertyName,
        /// The most characters of a text.
        pub max_length: Option<u32> = MaxLength,
        /// The least value.
        pub min_value: Option<Number> = MinValue,
        /// The greatest value.
        pub max_value: Option<Number> = MaxValue,
        /// The digits after the decimal point.
        pub precision: Option<u32> = Precision,
        /// The source of a money column's precision: 0 the column, 1 the organization, 2 the currency.
        pub precision_source: Option<u32> = PrecisionSource,
        /// The format of a text, date or integer.
        pub format: Option<String> = Format,
        /// The format of a text.
        pub format_name: Option<String> = FormatName,
        /// The storage and time zone of a date.
        pub date_time_behavior: Option<DateTimeBehavior> = DateTimeBehavior,
        /// True if that can still be changed.
        pub can_change_date_time_behavior: Option<bool> = CanChangeDateTimeBehavior,
        /// The mode of input method editors.
        pub ime_mode: Option<String> = ImeMode,
        /// True if a text can be translated.
        pub is_localizable: Option<bool> = IsLocalizable,
        /// True if a money column holds the amount in the base currency.
        pub is_base_currency: Option<bool> = IsBaseCurrency,
        /// The origin of the value, as a sum of flags: 1 simple, 2 related, 4 logical, 8 calculated, 16 rollup, 32
        /// invalid.
        pub source_type_mask: Option<u32> = SourceTypeMask,
        /// The largest file, in kilobytes.
        #[cfg_attr(feature = "serde", serde(rename = "MaxSizeInKB"))]
        pub max_size_in_kb: Option<u32> = MaxSizeInKb,
        /// True if the image is kept in full size.
        pub can_store_full_image: Option<bool> = CanStoreFullImage,
        /// True if the image stands for the row.
        pub is_primary_image: Option<bool> = IsPrimaryImage,
        /// The greatest height of an image, in pixels.
        pub max_height: Option<u32> = MaxHeight,
        /// The greatest width of an image, in pixels.
        pub max_width: Option<u32> = MaxWidth,
        /// The value of a new row's Boolean column.
        pub default_value: Option<bool> = DefaultValue,
        /// The value of a new row's choice column; -1 for none.
        pub default_form_value: Option<i32> = DefaultFormValue,
        /// The values of a choice column, or the two labels of a Boolean column.
        pub option_set: Option<OptionSet> = OptionSet,
        /// The solution that added the column.
        pub added_by: Option<String> = AddedBy,
        /// The change that a customized column makes.
        pub changes_from: Option<ChangesFrom> = ChangesFrom,
        /// The keys of a customized column that the layer sets back to nothing.
        pub cleared: Vec<String> = Cleared,
        /// Another name in Rust.
        pub rust_name: Option<String> = RustName,
        /// True if it is left out of the table.
        pub omit: bool = Omit,
        /// The layer that defined the column.
        pub layer: Option<LayerId> = Layer,
        /// The layers that changed it after that.
        pub changed_by: Vec<LayerId> = ChangedBy,
        /// Properties that the reader does not know, as they stand.
        pub other: Other = Other,
    }
    always {
        /// The section of the page.
        pub section: Section = Section,
    }
}

impl Attribute {
    /// Sets back what a later layer states as nothing. Returns `false` for what cannot be taken back, such as the type.
    pub(crate) fn clear(&mut self, key: Key) -> bool {
        key != Key::AttributeType && self.slot(key).is_some_and(Slot::clear)
    }

    /// Returns whether a row can be created with this column set; `None` where the reference does not say.
    pub fn creatable(&self) -> Option<bool> {
        self.is_valid_for_create.or((self.section == Section::ReadOnly).then_some(false))
    }

    /// Returns whether this column of a row can be changed; `None` where the reference does not say.
    pub fn updatable(&self) -> Option<bool> {
        self.is_valid_for_update.or((self.section == Section::ReadOnly).then_some(false))
    }
}

facts! {
    /// The values of a choice column.
    pub struct OptionSet {
        /// The name of the set. Several columns with the same name share a set.
        pub name: Option<String> = Name,
        /// The values, as the page orders them.
        pub options: Vec<OptionMetadata> = Options,
    }
}

facts! {
    /// One value of a choice.
    pub struct OptionMetadata {
        /// The place where the page names it.
        #[cfg_attr(feature = "serde", serde(skip))]
        pub origin: Origin = _,
        /// The words that users see.
        pub label: Option<String> = Label,
        /// The description.
        pub description: Option<String> = Description,
        /// The state that a status belongs to.
        pub state: Option<i32> = State,
        /// The status that a state starts with.
        pub default_status: Option<i32> = DefaultStatus,
        /// The name of a state that is never translated.
        pub invariant_name: Option<String> = InvariantName,
        /// The allowed ways on from a status, as the page writes them.
        pub transition_data: Option<String> = TransitionData,
        /// Another name in Rust.
        pub rust_name: Option<String> = RustName,
        /// The layer that defined the value.
        pub layer: Option<LayerId> = Layer,
        /// Properties that the reader does not know, as they stand.
        pub other: Other = Other,
    }
    always {
        /// The number.
        pub value: i32 = Value,
    }
}

impl Fact for Option<OptionSet> {}

impl Fact for Vec<OptionMetadata> {}
