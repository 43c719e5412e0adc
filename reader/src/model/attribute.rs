//! Columns and their options.

use super::{ChangesFrom, LayerId, Other, facts};
use crate::source::Origin;
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

facts! {
    /// A column.
    pub struct Attribute {
        /// Where the page names it.
        #[serde(skip)]
        pub origin: Origin,
        /// The name in code, lower case. Usually the schema name in lower case, not always.
        pub logical_name: String,
        /// The name as its author wrote it.
        pub schema_name: String,
        /// What the column holds.
        pub attribute_type: Option<AttributeType>,
        /// The name that users see.
        pub display_name: Option<String>,
        /// What the column is for.
        pub description: Option<String>,
        /// Whether it must have a value.
        pub required_level: Option<RequiredLevel>,
        /// Whether it can be set on create. Pages since 2024 say so by section alone.
        pub is_valid_for_create: Option<bool>,
        /// Whether it can be set on update. Pages since 2024 say so by section alone.
        pub is_valid_for_update: Option<bool>,
        /// Whether it can be read.
        pub is_valid_for_read: Option<bool>,
        /// Whether it can stand on a form.
        pub is_valid_for_form: Option<bool>,
        /// The logical names of the tables that a lookup can point to.
        pub targets: Vec<String>,
        /// The most characters of a text.
        pub max_length: Option<u32>,
        /// The least value.
        pub min_value: Option<Number>,
        /// The greatest value.
        pub max_value: Option<Number>,
        /// The digits after the decimal point.
        pub precision: Option<u32>,
        /// Where a money column's precision comes from: 0 the column, 1 the organization, 2 the currency.
        pub precision_source: Option<u32>,
        /// How a text, date or integer is shown.
        pub format: Option<String>,
        /// How a text is shown.
        pub format_name: Option<String>,
        /// How a date is stored and sent.
        pub date_time_behavior: Option<DateTimeBehavior>,
        /// Whether that can still be changed.
        pub can_change_date_time_behavior: Option<bool>,
        /// The mode of input method editors.
        pub ime_mode: Option<String>,
        /// Whether a text can be translated.
        pub is_localizable: Option<bool>,
        /// Whether a money column holds the amount in the base currency.
        pub is_base_currency: Option<bool>,
        /// How the value comes about, as a sum of flags: 1 simple, 2 related, 4 logical, 8 calculated, 16 rollup, 32 invalid.
        pub source_type_mask: Option<u32>,
        /// The largest file, in kilobytes.
        #[serde(rename = "MaxSizeInKB")]
        pub max_size_in_kb: Option<u32>,
        /// Whether the image is kept in full size.
        pub can_store_full_image: Option<bool>,
        /// Whether the image stands for the row.
        pub is_primary_image: Option<bool>,
        /// The greatest height of an image, in pixels.
        pub max_height: Option<u32>,
        /// The greatest width of an image, in pixels.
        pub max_width: Option<u32>,
        /// The value of a new row's Boolean column.
        pub default_value: Option<bool>,
        /// The value of a new row's choice column; -1 for none.
        pub default_form_value: Option<i32>,
        /// The values of a choice column, or the two labels of a Boolean column.
        pub option_set: Option<OptionSet>,
        /// The solution that added the column.
        pub added_by: Option<String>,
        /// What a customized column changes.
        pub changes_from: Option<ChangesFrom>,
        /// The keys of a customized column that the layer sets back to nothing.
        pub cleared: Vec<String>,
        /// Another name in Rust.
        pub rust_name: Option<String>,
        /// Whether it is left out of the table.
        pub omit: bool,
        /// The layer that defined the column.
        pub layer: Option<LayerId>,
        /// The layers that changed it after that.
        pub changed_by: Vec<LayerId>,
        /// What the reader does not know.
        pub other: Other,
    }
    always {
        /// The section of the page.
        pub section: Section,
    }
}

/// Sets the fact of a key back to nothing; gives whether the key has one.
macro_rules! clear_fact {
    ($column:ident, $key:ident: $($name:literal => $field:ident),+ $(,)?) => {
        match $key {
            $($name => $column.$field = None,)+
            _ => return false,
        }
    };
}

impl Attribute {
    /// Sets back what a later layer states as nothing. Gives `false` for what cannot be taken back: lists only ever
    /// grow, and a column has a name and a type.
    pub(crate) fn clear(&mut self, key: &str) -> bool {
        clear_fact!(self, key:
            "AddedBy" => added_by,
            "CanChangeDateTimeBehavior" => can_change_date_time_behavior,
            "CanStoreFullImage" => can_store_full_image,
            "DateTimeBehavior" => date_time_behavior,
            "DefaultFormValue" => default_form_value,
            "DefaultValue" => default_value,
            "Description" => description,
            "DisplayName" => display_name,
            "Format" => format,
            "FormatName" => format_name,
            "ImeMode" => ime_mode,
            "IsBaseCurrency" => is_base_currency,
            "IsLocalizable" => is_localizable,
            "IsPrimaryImage" => is_primary_image,
            "IsValidForCreate" => is_valid_for_create,
            "IsValidForForm" => is_valid_for_form,
            "IsValidForRead" => is_valid_for_read,
            "IsValidForUpdate" => is_valid_for_update,
            "MaxHeight" => max_height,
            "MaxLength" => max_length,
            "MaxSizeInKB" => max_size_in_kb,
            "MaxValue" => max_value,
            "MaxWidth" => max_width,
            "MinValue" => min_value,
            "Precision" => precision,
            "PrecisionSource" => precision_source,
            "RequiredLevel" => required_level,
            "RustName" => rust_name,
            "SourceTypeMask" => source_type_mask,
        );
        true
    }

    /// Whether a row can be created with this column set; `None` where the reference does not say.
    pub fn creatable(&self) -> Option<bool> {
        self.is_valid_for_create.or((self.section == Section::ReadOnly).then_some(false))
    }

    /// Whether this column of a row can be changed; `None` where the reference does not say.
    pub fn updatable(&self) -> Option<bool> {
        self.is_valid_for_update.or((self.section == Section::ReadOnly).then_some(false))
    }
}

facts! {
    /// The values of a choice column.
    pub struct OptionSet {
        /// The name of the set. Several columns with the same name share a set.
        pub name: Option<String>,
        /// The values, as the page orders them.
        pub options: Vec<OptionMetadata>,
    }
}

facts! {
    /// One value of a choice.
    pub struct OptionMetadata {
        /// Where the page names it.
        #[serde(skip)]
        pub origin: Origin,
        /// The words that users see.
        pub label: Option<String>,
        /// What it means.
        pub description: Option<String>,
        /// The state that a status belongs to.
        pub state: Option<i32>,
        /// The status that a state starts with.
        pub default_status: Option<i32>,
        /// The name of a state that is never translated.
        pub invariant_name: Option<String>,
        /// The allowed ways on from a status, as the page writes them.
        pub transition_data: Option<String>,
        /// Another name in Rust.
        pub rust_name: Option<String>,
        /// The layer that defined the value.
        pub layer: Option<LayerId>,
        /// What the reader does not know.
        pub other: Other,
    }
    always {
        /// The number.
        pub value: i32,
    }
}
