//! Columns: what they hold and what they are valid for.

use earlybound_schema::{AttributeType, DateTimeBehavior, Number, RequiredLevel};

use super::option::OptionMetadata;

/// A column, as the reference describes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnMetadata {
    /// The name in code, lower case.
    pub logical_name: &'static str,
    /// The name as its author wrote it.
    pub schema_name: &'static str,
    /// The name of the property in the Web API, if it is not the logical name. A column with the name of its table
    /// has one: a property cannot have the name of its type.
    pub property_name: Option<&'static str>,
    /// The name that users see; empty where the reference states none.
    pub display_name: &'static str,
    /// The type of the column, with its limits.
    pub column_type: ColumnType,
    /// The level at which it must have a value.
    pub required_level: Option<RequiredLevel>,
    /// True if it can be set when a row is created.
    pub is_valid_for_create: Option<bool>,
    /// True if it can be changed.
    pub is_valid_for_update: Option<bool>,
    /// True if it can be read.
    pub is_valid_for_read: Option<bool>,
    /// True if it can stand on a form.
    pub is_valid_for_form: Option<bool>,
    /// The lookup that the column only helps to show. Such a column is no property of the Web API, and no field of the
    /// row: what it holds comes as an annotation of the lookup.
    pub companion_of: Option<&'static str>,
    /// The origin of the value, as a sum of flags: 1 simple, 2 related, 4 logical, 8 calculated, 16 rollup,
    /// 32 invalid.
    pub source_type_mask: Option<u32>,
    /// The layer that defined the column, as an index into the table's [layers](super::TableMetadata::layers).
    pub layer: Option<u16>,
}

impl ColumnMetadata {
    /// A column without a name, of which nothing is known.
    pub const UNKNOWN: Self = Self {
        logical_name: "",
        schema_name: "",
        property_name: None,
        display_name: "",
        column_type: ColumnType::Unknown,
        required_level: None,
        is_valid_for_create: None,
        is_valid_for_update: None,
        is_valid_for_read: None,
        is_valid_for_form: None,
        companion_of: None,
        source_type_mask: None,
        layer: None,
    };

    /// Returns the name of the property in the Web API. A lookup is read by `_name_value` and written by a navigation
    /// property.
    pub const fn property(&self) -> &'static str {
        match self.property_name {
            Some(name) => name,
            None => self.logical_name,
        }
    }
}

/// The type of a column: one variant for each [`AttributeType`], with its limits. Limits include their ends; words that
/// the reference does not state are empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields mean the same in every variant; the type's methods explain them")]
pub enum ColumnType {
    /// The reference does not say.
    Unknown,
    /// A 64-bit integer.
    BigInt { min: Option<i64>, max: Option<i64> },
    /// One of two values, with the words that users see for each.
    Boolean { default: Option<bool>, true_label: &'static str, false_label: &'static str },
    /// Not usable from code.
    CalendarRules,
    /// A lookup on account or contact.
    Customer { targets: &'static [&'static str] },
    /// A date, a time, or both. The behaviour decides which, not the format.
    DateTime { behavior: Option<DateTimeBehavior>, format: &'static str },
    /// An exact decimal number.
    Decimal { min: Option<Number>, max: Option<Number>, precision: Option<u32> },
    /// A floating-point number.
    Double { min: Option<Number>, max: Option<Number>, precision: Option<u32> },
    /// The logical name of a table.
    EntityName,
    /// A file: the largest size in kilobytes.
    File { max_size_in_kb: Option<u32> },
    /// An image: the largest size in kilobytes.
    Image { max_size_in_kb: Option<u32> },
    /// A 32-bit integer.
    Integer { min: Option<i64>, max: Option<i64>, format: &'static str },
    /// A reference to a row.
    Lookup { targets: &'static [&'static str] },
    /// A managed property.
    ManagedProperty,
    /// A long text.
    Memo { max_length: Option<u32>, format: &'static str },
    /// An amount in the row's currency, or in the base currency.
    Money {
        min: Option<Number>,
        max: Option<Number>,
        precision: Option<u32>,
        /// The source of the precision: 0 the column, 1 the organization, 2 the currency.
        precision_source: Option<u32>,
        is_base_currency: Option<bool>,
    },
    /// Several values of a choice.
    MultiSelectPicklist { options: &'static [OptionMetadata], default: Option<i32>, set: Option<&'static str> },
    /// The owner of the row.
    Owner { targets: &'static [&'static str] },
    /// The parties of an activity.
    PartyList {
        targets: &'static [&'static str],
        /// The platform's number for the role of the parties (`participationtypemask`), if a document states it.
        role: Option<i32>,
    },
    /// One value of a choice.
    Picklist { options: &'static [OptionMetadata], default: Option<i32>, set: Option<&'static str> },
    /// The state of the row.
    State { options: &'static [OptionMetadata], default: Option<i32>, set: Option<&'static str> },
    /// The reason for the row's state.
    Status { options: &'static [OptionMetadata], default: Option<i32>, set: Option<&'static str> },
    /// A text.
    String { max_length: Option<u32>, format: &'static str },
    /// An id.
    Uniqueidentifier,
    /// Not usable from code.
    Virtual,
}

impl ColumnType {
    /// Returns whether the column refers to one row of another table.
    pub const fn is_lookup(self) -> bool {
        matches!(self, Self::Lookup { .. } | Self::Customer { .. } | Self::Owner { .. })
    }

    /// The type without its limits; `None` where the reference does not say.
    pub const fn attribute_type(self) -> Option<AttributeType> {
        Some(match self {
            Self::Unknown => return None,
            Self::BigInt { .. } => AttributeType::BigInt,
            Self::Boolean { .. } => AttributeType::Boolean,
            Self::CalendarRules => AttributeType::CalendarRules,
            Self::Customer { .. } => AttributeType::Customer,
            Self::DateTime { .. } => AttributeType::DateTime,
            Self::Decimal { .. } => AttributeType::Decimal,
            Self::Double { .. } => AttributeType::Double,
            Self::EntityName => AttributeType::EntityName,
            Self::File { .. } => AttributeType::File,
            Self::Image { .. } => AttributeType::Image,
            Self::Integer { .. } => AttributeType::Integer,
            Self::Lookup { .. } => AttributeType::Lookup,
            Self::ManagedProperty => AttributeType::ManagedProperty,
            Self::Memo { .. } => AttributeType::Memo,
            Self::Money { .. } => AttributeType::Money,
            Self::MultiSelectPicklist { .. } => AttributeType::MultiSelectPicklist,
            Self::Owner { .. } => AttributeType::Owner,
            Self::PartyList { .. } => AttributeType::PartyList,
            Self::Picklist { .. } => AttributeType::Picklist,
            Self::State { .. } => AttributeType::State,
            Self::Status { .. } => AttributeType::Status,
            Self::String { .. } => AttributeType::String,
            Self::Uniqueidentifier => AttributeType::Uniqueidentifier,
            Self::Virtual => AttributeType::Virtual,
        })
    }

    /// The logical names of the tables that a lookup or party list can lead to; empty for other types.
    pub const fn targets(self) -> &'static [&'static str] {
        match self {
            Self::Customer { targets }
            | Self::Lookup { targets }
            | Self::Owner { targets }
            | Self::PartyList { targets, .. } => targets,
            _ => &[],
        }
    }

    /// The values of a choice, by value; empty for other types.
    pub const fn options(self) -> &'static [OptionMetadata] {
        match self {
            Self::MultiSelectPicklist { options, .. }
            | Self::Picklist { options, .. }
            | Self::State { options, .. }
            | Self::Status { options, .. } => options,
            _ => &[],
        }
    }

    /// The name of a choice's set of options. Columns of the same set share their options.
    pub const fn option_set(self) -> Option<&'static str> {
        match self {
            Self::MultiSelectPicklist { set, .. }
            | Self::Picklist { set, .. }
            | Self::State { set, .. }
            | Self::Status { set, .. } => set,
            _ => None,
        }
    }

    /// The value of a choice in a new row, where the reference states one; -1, which it writes for "none", counts as
    /// a statement and comes back as it is.
    pub const fn default_option(self) -> Option<i32> {
        match self {
            Self::MultiSelectPicklist { default, .. }
            | Self::Picklist { default, .. }
            | Self::State { default, .. }
            | Self::Status { default, .. } => default,
            _ => None,
        }
    }

    /// The most characters of a text; `None` for other types.
    pub const fn max_length(self) -> Option<u32> {
        match self {
            Self::Memo { max_length, .. } | Self::String { max_length, .. } => max_length,
            _ => None,
        }
    }

    /// The least and the greatest value of a number; `None` for other types, or where a limit is not stated.
    ///
    /// ```
    /// use earlybound::metadata::{ColumnType, Number};
    ///
    /// let probability = ColumnType::Integer { min: Some(0), max: Some(100), format: "" };
    /// assert_eq!(probability.range(), (Some(Number::new(0, 0)), Some(Number::new(100, 0))));
    /// ```
    pub fn range(self) -> (Option<Number>, Option<Number>) {
        let integer = |limit: Option<i64>| limit.map(|limit| Number::new(limit, 0));
        match self {
            Self::BigInt { min, max } | Self::Integer { min, max, .. } => (integer(min), integer(max)),
            Self::Decimal { min, max, .. } | Self::Double { min, max, .. } | Self::Money { min, max, .. } => (min, max),
            _ => (None, None),
        }
    }

    /// The digits after the decimal point of a number; `None` for other types.
    pub const fn precision(self) -> Option<u32> {
        match self {
            Self::Decimal { precision, .. } | Self::Double { precision, .. } | Self::Money { precision, .. } => {
                precision
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_found_whatever_the_type() {
        const OPTIONS: &[OptionMetadata] = &[OptionMetadata::UNKNOWN];
        let status = ColumnType::Status { options: OPTIONS, default: Some(-1), set: Some("task_statuscode") };
        assert_eq!(status.options(), OPTIONS);
        assert_eq!(status.default_option(), Some(-1));
        assert_eq!(status.option_set(), Some("task_statuscode"));
        assert_eq!(status.attribute_type(), Some(AttributeType::Status));
        assert!(status.targets().is_empty());
        assert_eq!(ColumnType::Memo { max_length: Some(2000), format: "" }.max_length(), Some(2000));
        let money = ColumnType::Money {
            min: None,
            max: Some(Number::new(1, 11)),
            precision: Some(2),
            precision_source: None,
            is_base_currency: None,
        };
        assert_eq!((money.range(), money.precision()), ((None, Some(Number::new(1, 11))), Some(2)));
        assert_eq!(ColumnType::Unknown.attribute_type(), None);
    }
}
