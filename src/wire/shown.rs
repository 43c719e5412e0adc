//! Values as `Debug` prints them: what people look for in a log, not how the value travels.

use core::fmt;

use super::value::{LookupValue, Value};
use crate::metadata::ColumnMetadata;

/// A value of a column. Options print with their labels, lookups with name and table.
pub(crate) struct Shown<'a> {
    pub(crate) column: &'a ColumnMetadata,
    pub(crate) value: &'a Value<'a>,
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.value {
            Value::Null => f.write_str("None"),
            Value::Boolean(flag) => write!(f, "{flag}"),
            Value::Integer(number) => self.option(*number, f),
            Value::Double(number) => write!(f, "{number:?}"),
            Value::Decimal(number) => write!(f, "{number}"),
            Value::Number(number) => f.write_str(number),
            Value::Text(text) => write!(f, "{text:?}"),
            Value::Guid(id) => write!(f, "{id}"),
            Value::Binary(bytes) => write!(f, "[{} bytes]", bytes.len()),
            Value::Timestamp(time) => write!(f, "{time}"),
            Value::Date(date) => write!(f, "{date}"),
            Value::DateTime(time) => write!(f, "{time}"),
            Value::Choices(values) => {
                let options = values.iter().map(|value| Value::Integer(i64::from(*value)));
                let options: Vec<Value<'_>> = options.collect();
                f.debug_list().entries(options.iter().map(|value| Shown { column: self.column, value })).finish()
            }
            Value::Lookup(lookup) => write_lookup(lookup, f),
            Value::Parties(parties) => f.debug_list().entries(parties.iter().map(Party)).finish(),
            Value::Managed(property) => write!(f, "{property:?}"),
        }
    }
}

impl Shown<'_> {
    /// A whole number, with the label that the column's options give it.
    fn option(&self, number: i64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let option = self.column.column_type.options().iter().find(|option| i64::from(option.value) == number);
        match option.map(|option| option.label).filter(|label| !label.is_empty()) {
            Some(label) => write!(f, "{label} ({number})"),
            None => write!(f, "{number}"),
        }
    }
}

struct Party<'a>(&'a LookupValue<'a>);

impl fmt::Debug for Party<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_lookup(self.0, f)
    }
}

/// `"Ada" (contact 5531d753-…)`.
fn write_lookup(lookup: &LookupValue<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let table = lookup.table.as_deref().unwrap_or("?");
    match &lookup.name {
        Some(name) => write!(f, "{name:?} ({table} {})", lookup.id),
        None => write!(f, "{table} {}", lookup.id),
    }
}
