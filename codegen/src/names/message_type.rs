//! The types of parameters, properties and answers of messages.

use std::collections::BTreeSet;

use earlybound_reader::model::{ANY_TABLE, EnumType, Member, Schema, collected};
use earlybound_schema::ParameterType;

/// A type as a message states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MessageType<'a> {
    pub(crate) kind: Kind<'a>,
    /// True if it is a list.
    pub(crate) several: bool,
}

/// A type, or that of a list's items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind<'a> {
    /// A type of Rust or of `earlybound`.
    Simple(&'static str),
    /// An enum of the Web API, by name; several of its members at once where it is one of flags.
    Enum { name: &'a str, flags: bool },
    /// A complex type, by name.
    Complex(&'a str),
    /// A row of a table, by logical name.
    Row(&'a str),
    /// A row of any table.
    AnyRow,
    /// Something that no input describes.
    Any,
}

impl MessageType<'_> {
    /// The type of what states none.
    pub(crate) const UNKNOWN: Self = Self { kind: Kind::Any, several: false };
}

/// The type of a custom API's word.
impl From<ParameterType> for MessageType<'_> {
    fn from(word: ParameterType) -> Self {
        let (kind, several) = match word {
            ParameterType::Boolean => (Kind::Simple("bool"), false),
            ParameterType::DateTime => (Kind::Simple("Timestamp"), false),
            ParameterType::Decimal | ParameterType::Money => (Kind::Simple("Decimal"), false),
            ParameterType::Float => (Kind::Simple("f64"), false),
            ParameterType::Integer | ParameterType::Picklist => (Kind::Simple("i32"), false),
            ParameterType::String => (Kind::Simple("String"), false),
            ParameterType::StringArray => (Kind::Simple("String"), true),
            ParameterType::Guid => (Kind::Simple("Uuid"), false),
            ParameterType::EntityReference => (Kind::AnyRow, false),
            // Without a table these are objects of whatever properties.
            ParameterType::Entity => (Kind::Any, false),
            ParameterType::EntityCollection => (Kind::Any, true),
        };
        MessageType { kind, several }
    }
}

/// The names of the types that a schema describes.
#[derive(Debug)]
pub(crate) struct Types<'a> {
    complex: BTreeSet<&'a str>,
    enums: BTreeSet<&'a str>,
    flags: BTreeSet<&'a str>,
}

impl<'a> Types<'a> {
    pub(crate) fn of(schema: &'a Schema) -> Self {
        let enums = &schema.web_api.enum_types;
        Self {
            complex: schema.web_api.complex_types.iter().map(|of| of.name.as_str()).collect(),
            enums: enums.iter().map(|of| of.name.as_str()).collect(),
            flags: enums.iter().filter(|of| is_flags(of)).map(|of| of.name.as_str()).collect(),
        }
    }

    /// The type of a member, if it states one. A custom API says of which table a row is beside its own word.
    pub(crate) fn of_member(&self, member: &'a Member) -> Option<MessageType<'a>> {
        let stated = self.named(member.type_name.as_deref()?);
        Some(match (stated.kind, member.table.as_deref()) {
            (Kind::AnyRow | Kind::Any, Some(table)) => MessageType { kind: Kind::Row(table), ..stated },
            _ => stated,
        })
    }

    /// The type of that name: of CSDL, or of a custom API.
    pub(crate) fn named(&self, name: &'a str) -> MessageType<'a> {
        match collected(name) {
            Some(item) => MessageType { several: true, ..self.named(item) },
            None => self.single(name),
        }
    }

    fn single(&self, name: &'a str) -> MessageType<'a> {
        let one = |kind| MessageType { kind, several: false };
        let namespaces = ["mscrm.", "Microsoft.Dynamics.CRM."];
        if let Some(name) = namespaces.iter().find_map(|namespace| name.strip_prefix(namespace)) {
            return one(self.own(name));
        }
        let simple = match name {
            "Edm.Boolean" => "bool",
            "Edm.Byte" | "Edm.SByte" | "Edm.Int16" | "Edm.Int32" => "i32",
            "Edm.Int64" => "i64",
            "Edm.Single" | "Edm.Double" => "f64",
            "Edm.Decimal" => "Decimal",
            "Edm.String" => "String",
            "Edm.Guid" => "Uuid",
            "Edm.DateTimeOffset" => "Timestamp",
            "Edm.Date" => "Date",
            "Edm.Binary" => "Vec<u8>",
            word => return word.parse().map_or(MessageType::UNKNOWN, ParameterType::into),
        };
        one(Kind::Simple(simple))
    }

    /// A type of the service. Tables have lower-case names; one whose page is missing may be anything else.
    fn own(&self, name: &'a str) -> Kind<'a> {
        match name {
            _ if self.enums.contains(name) => Kind::Enum { name, flags: self.flags.contains(name) },
            _ if self.complex.contains(name) => Kind::Complex(name),
            ANY_TABLE | "crmmodelbaseentity" | "principal" => Kind::AnyRow,
            "expando" => Kind::Any,
            _ if name.bytes().any(|byte| byte.is_ascii_uppercase()) => Kind::Any,
            _ => Kind::Row(name),
        }
    }
}

/// Returns whether values of an enum are flags: numbers in a row are not, and most flags are a single bit.
fn is_flags(of: &EnumType) -> bool {
    let values: BTreeSet<i64> = of.members.iter().map(|member| member.value).collect();
    let (bits, unions): (Vec<i64>, Vec<i64>) =
        values.iter().copied().filter(|value| *value != 0).partition(|value| value.count_ones() == 1);
    let all = bits.iter().fold(0, |all, bit| all | bit);
    let highest = values.last().copied().unwrap_or_default();
    let in_a_row = usize::try_from(highest).is_ok_and(|highest| highest <= values.len());
    !in_a_row && highest >= 4 && unions.len() <= bits.len() && unions.iter().all(|union| union & !all == 0)
}

#[cfg(test)]
mod tests {
    use earlybound_reader::model::EnumMember;

    use super::*;

    fn flags(values: &[i64]) -> bool {
        let members = values.iter().map(|value| EnumMember { value: *value, ..EnumMember::default() }).collect();
        is_flags(&EnumType { members, ..EnumType::default() })
    }

    #[test]
    fn flags_are_bits_and_unions_of_them() {
        assert!(flags(&[0, 1, 2, 4, 16, 32, 65536, 262_144, 524_288]), "AccessRights");
        assert!(flags(&[1, 2, 4, 8, 15]), "EntityFilters");
        assert!(flags(&[1, 2, 4, 7]), "RibbonLocationFilters");
        assert!(flags(&[0, 1, 2, 4, 8, 16]), "OwnershipTypes");
    }

    #[test]
    fn numbers_in_a_row_are_no_flags() {
        assert!(!flags(&[0, 1, 2, 3]), "TargetFieldType");
        assert!(!flags(&[0, 1, 2, 3, 4, 5]), "CascadeType");
        assert!(!flags(&[1, 2]), "ErrorType");
        assert!(!flags(&[0, 1]), "LogicalOperator");
        assert!(!flags(&(0..89).chain([91]).collect::<Vec<_>>()), "ConditionOperator");
        assert!(!flags(&[]));
    }
}
