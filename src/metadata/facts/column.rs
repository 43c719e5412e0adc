//! Columns.

use earlybound_schema::{AttributeType, RequiredLevel};

use super::option::Options;
use super::words::{Word, Words};
use crate::metadata::column::{ColumnMetadata, ColumnType};

/// `name Name "Account Name" String curf None max=160`: the logical name, the schema name, the display name, the type,
/// what it is valid for, the required level, and the rest by key. `?` stands for what is not stated.
pub(super) fn read(line: &'static str, options: Options) -> ColumnMetadata {
    let mut words = Words::of(line);
    let logical_name = words.text();
    let (schema_name, display_name, column_type, valid, required) =
        (words.text(), words.text(), words.text(), words.text(), words.text());
    let [is_valid_for_create, is_valid_for_update, is_valid_for_read, is_valid_for_form] = flags(valid);
    let mut column = ColumnMetadata {
        logical_name,
        schema_name,
        display_name,
        column_type: column_type.parse().map_or(ColumnType::Unknown, ColumnType::of),
        required_level: required.parse::<RequiredLevel>().ok(),
        is_valid_for_create,
        is_valid_for_update,
        is_valid_for_read,
        is_valid_for_form,
        layer: Some(0),
        ..ColumnMetadata::UNKNOWN
    };
    words.for_each(|word| fact(&mut column, word));
    if let Some(list) = column.column_type.options_mut()
        && let Some((_, options)) = options.iter().find(|(name, _)| *name == logical_name)
    {
        *list = options();
    }
    column
}

/// The validity of a column for create, update, read and forms: a letter for yes, `-` for no, `?` for not stated.
fn flags(word: &str) -> [Option<bool>; 4] {
    let mut letters = word.bytes();
    [(); 4].map(|()| match letters.next()? {
        b'-' => Some(false),
        b'?' => None,
        _ => Some(true),
    })
}

fn fact(column: &mut ColumnMetadata, word: Word) {
    let Some(key) = word.key else { return };
    match key {
        "companion" => column.companion_of = Some(word.text()),
        "source" => column.source_type_mask = word.parse(),
        "layer" => column.layer = word.parse(),
        "property" => column.property_name = Some(word.text()),
        _ => limit(&mut column.column_type, key, word),
    }
}

/// Sets a limit of a type. A key that the type does not have is passed over.
fn limit(of: &mut ColumnType, key: &str, word: Word) {
    match of {
        ColumnType::BigInt { min, max } => match key {
            "min" => *min = word.parse(),
            "max" => *max = word.parse(),
            _ => {}
        },
        ColumnType::Integer { min, max, format } => match key {
            "min" => *min = word.parse(),
            "max" => *max = word.parse(),
            "format" => *format = word.text(),
            _ => {}
        },
        ColumnType::Boolean { default, true_label, false_label } => match key {
            "default" => *default = word.parse(),
            "true" => *true_label = word.text(),
            "false" => *false_label = word.text(),
            _ => {}
        },
        ColumnType::DateTime { behavior, format } => match key {
            "behavior" => *behavior = word.parse(),
            "format" => *format = word.text(),
            _ => {}
        },
        ColumnType::Decimal { min, max, precision } | ColumnType::Double { min, max, precision } => match key {
            "min" => *min = word.parse(),
            "max" => *max = word.parse(),
            "precision" => *precision = word.parse(),
            _ => {}
        },
        ColumnType::Money { min, max, precision, precision_source, is_base_currency } => match key {
            "min" => *min = word.parse(),
            "max" => *max = word.parse(),
            "precision" => *precision = word.parse(),
            "precisionsource" => *precision_source = word.parse(),
            "base" => *is_base_currency = word.parse(),
            _ => {}
        },
        ColumnType::File { max_size_in_kb } | ColumnType::Image { max_size_in_kb } if key == "max" => {
            *max_size_in_kb = word.parse();
        }
        ColumnType::Memo { max_length, format } | ColumnType::String { max_length, format } => match key {
            "max" => *max_length = word.parse(),
            "format" => *format = word.text(),
            _ => {}
        },
        ColumnType::PartyList { role, .. } if key == "role" => *role = word.parse(),
        ColumnType::Customer { targets }
        | ColumnType::Lookup { targets }
        | ColumnType::Owner { targets }
        | ColumnType::PartyList { targets, .. }
            if key == "targets" =>
        {
            *targets = word.list();
        }
        ColumnType::MultiSelectPicklist { default, set, .. }
        | ColumnType::Picklist { default, set, .. }
        | ColumnType::State { default, set, .. }
        | ColumnType::Status { default, set, .. } => match key {
            "default" => *default = word.parse(),
            "set" => *set = Some(word.text()),
            _ => {}
        },
        _ => {}
    }
}

impl ColumnType {
    /// The type of that word, without any limits.
    pub(super) const fn of(attribute_type: AttributeType) -> Self {
        let (min, max, precision) = (None, None, None);
        let (options, default, set): (&[_], _, _) = (&[], None, None);
        match attribute_type {
            AttributeType::BigInt => Self::BigInt { min: None, max: None },
            AttributeType::Boolean => Self::Boolean { default: None, true_label: "", false_label: "" },
            AttributeType::CalendarRules => Self::CalendarRules,
            AttributeType::Customer => Self::Customer { targets: &[] },
            AttributeType::DateTime => Self::DateTime { behavior: None, format: "" },
            AttributeType::Decimal => Self::Decimal { min, max, precision },
            AttributeType::Double => Self::Double { min, max, precision },
            AttributeType::EntityName => Self::EntityName,
            AttributeType::File => Self::File { max_size_in_kb: None },
            AttributeType::Image => Self::Image { max_size_in_kb: None },
            AttributeType::Integer => Self::Integer { min: None, max: None, format: "" },
            AttributeType::Lookup => Self::Lookup { targets: &[] },
            AttributeType::ManagedProperty => Self::ManagedProperty,
            AttributeType::Memo => Self::Memo { max_length: None, format: "" },
            AttributeType::Money => Self::Money { min, max, precision, precision_source: None, is_base_currency: None },
            AttributeType::MultiSelectPicklist => Self::MultiSelectPicklist { options, default, set },
            AttributeType::Owner => Self::Owner { targets: &[] },
            AttributeType::PartyList => Self::PartyList { targets: &[], role: None },
            AttributeType::Picklist => Self::Picklist { options, default, set },
            AttributeType::State => Self::State { options, default, set },
            AttributeType::Status => Self::Status { options, default, set },
            AttributeType::String => Self::String { max_length: None, format: "" },
            AttributeType::Uniqueidentifier => Self::Uniqueidentifier,
            AttributeType::Virtual => Self::Virtual,
        }
    }

    fn options_mut(&mut self) -> Option<&mut &'static [crate::metadata::option::OptionMetadata]> {
        match self {
            Self::MultiSelectPicklist { options, .. }
            | Self::Picklist { options, .. }
            | Self::State { options, .. }
            | Self::Status { options, .. } => Some(options),
            _ => None,
        }
    }
}
