//! The grammar of the Web API reference in one place: titles, headings, table headers and types.

use crate::model::collected;
use crate::parse::cell::{first_link, unwrapped};

/// The subject of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PageKind {
    Action,
    Function,
    ComplexType,
    EnumType,
    EntityType,
}

impl PageKind {
    /// The kind in the words of a title or a link. Case differs between layouts.
    fn of(word: &str) -> Option<Self> {
        let kinds = [Self::Action, Self::Function, Self::ComplexType, Self::EnumType, Self::EntityType];
        kinds.into_iter().find(|kind| word.eq_ignore_ascii_case(kind.as_str()))
    }

    const fn as_str(self) -> &'static str {
        match self {
            Self::Action => "Action",
            Self::Function => "Function",
            Self::ComplexType => "ComplexType",
            Self::EnumType => "EnumType",
            Self::EntityType => "EntityType",
        }
    }
}

/// The name and the kind in a title: `CloseIncident Action`. The first letter's case counts: a table may be called
/// "Action" or "Wage function".
pub(super) fn title(heading: &str) -> Option<(&str, PageKind)> {
    let mut words = heading.split_ascii_whitespace();
    let (name, kind) = (words.next()?, words.next()?);
    let kind = PageKind::of(kind).filter(|_| kind.starts_with(|first: char| first.is_ascii_uppercase()))?;
    let ends = words.next().is_none_or(|rest| rest.starts_with('(') || rest == "Reference");
    (ends && is_name(name)).then_some((name, kind))
}

/// A section: opened by a heading of level 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// The text before the first heading of level 2.
    Head,
    BoundTo,
    Parameters,
    Returns,
    /// Of a complex type.
    Properties,
    Members,
    Lookups,
    /// Single-valued navigation properties.
    ToOne,
    /// Collection-valued navigation properties.
    ToMany,
    /// Examples, columns, which the table's own page describes better, and links to other pages.
    Further,
    Unknown,
}

/// The section that a heading opens on a page.
pub(super) fn section(kind: PageKind, heading: &str) -> Section {
    let heading = heading.to_ascii_lowercase();
    let is_message = matches!(kind, PageKind::Action | PageKind::Function);
    match heading.as_str() {
        "bound entities" | "bound entity types" if is_message => Section::BoundTo,
        "parameters" if is_message => Section::Parameters,
        "return type" | "return value" if is_message => Section::Returns,
        "properties" | "navigation properties" if kind == PageKind::ComplexType => Section::Properties,
        "members" if kind == PageKind::EnumType => Section::Members,
        "properties" if kind == PageKind::EntityType => Section::Further,
        "lookup properties" if kind == PageKind::EntityType => Section::Lookups,
        "single-valued navigation properties" if kind == PageKind::EntityType => Section::ToOne,
        "collection-valued navigation properties" if kind == PageKind::EntityType => Section::ToMany,
        _ if is_further(&heading) => Section::Further,
        _ => Section::Unknown,
    }
}

fn is_further(heading: &str) -> bool {
    const BEGINNINGS: [&str; 13] = [
        "see also",
        "related information",
        "related content",
        "used by",
        "entities",
        "operations",
        "solutions",
        "derived types",
        "remarks",
        "example",
        "more information",
        "privileges",
        "metadata",
    ];
    BEGINNINGS.iter().any(|beginning| heading.starts_with(beginning))
}

/// A column of a table, by the words of its header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Name,
    Type,
    Nullable,
    Text,
    Binding,
    Value,
    Navigation,
    Partner,
    /// Says nothing of use.
    Other,
}

/// The column that a header cell announces.
pub(super) fn column(header: &str) -> Column {
    let header: String = header.split_whitespace().collect::<String>().to_ascii_lowercase();
    match header.as_str() {
        "name" => Column::Name,
        "type" | "entitytype" => Column::Type,
        "nullable" => Column::Nullable,
        "description" | "details" => Column::Text,
        "bindingtype" => Column::Binding,
        "value" => Column::Value,
        "single-valuednavigationproperty" | "single-valuednavigationproperties" => Column::Navigation,
        "partner" => Column::Partner,
        _ => Column::Other,
    }
}

impl Section {
    /// The columns without which a row says nothing; none for sections whose tables are not read.
    pub(super) fn needed(self) -> &'static [Column] {
        match self {
            Self::BoundTo => &[Column::Type, Column::Binding],
            Self::Parameters | Self::Properties => &[Column::Name, Column::Type],
            Self::Returns => &[Column::Type],
            Self::Members => &[Column::Name, Column::Value],
            Self::Lookups => &[Column::Name, Column::Navigation],
            Self::ToOne | Self::ToMany => &[Column::Name, Column::Type, Column::Partner],
            Self::Head | Self::Further | Self::Unknown => &[],
        }
    }
}

/// The type in a cell, as CSDL writes it.
///
/// A cell has a name, linked or not, of a primitive type (`Edm.String`) or of another (`account EntityType`), and
/// perhaps `Collection(…)` around it.
pub(super) fn type_name(cell: &str) -> Option<String> {
    let cell = unwrapped(cell)?;
    match collected(cell) {
        Some(inner) => Some(format!("Collection({})", single_type(inner)?)),
        None => single_type(cell),
    }
}

fn single_type(cell: &str) -> Option<String> {
    let name = match first_link(cell) {
        Some(link) if link.before.trim().is_empty() && link.after.trim().is_empty() => link.text,
        Some(_) => return None,
        None => cell,
    };
    let name = unwrapped(name)?;
    // The kind of the type may stand behind its name.
    let name = match name.split_once(char::is_whitespace) {
        Some((name, kind)) => PageKind::of(kind.trim()).map(|_| name)?,
        None => name,
    };
    let name = name.replace("\\_", "_");
    if let Some(primitive) = name.strip_prefix("Edm.") {
        return is_name(primitive).then(|| name.clone());
    }
    let own = name.strip_prefix("mscrm.").or_else(|| name.strip_prefix("Microsoft.Dynamics.CRM.")).unwrap_or(&name);
    is_name(own).then(|| format!("mscrm.{own}"))
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_name_what_a_page_describes() {
        assert_eq!(title("CloseIncident Action"), Some(("CloseIncident", PageKind::Action)));
        assert_eq!(title("new_Paint Function (Contoso)"), Some(("new_Paint", PageKind::Function)));
        assert_eq!(title("Action table/entity reference"), None);
        assert_eq!(title("Wage function reference"), None);
    }

    #[test]
    fn types_are_written_as_in_csdl() {
        for (cell, expected) in [
            ("Edm.String", Some("Edm.String")),
            ("[account EntityType](../entitytypes/account.md)", Some("mscrm.account")),
            ("Collection([Part ComplexType](Part.md))", Some("Collection(mscrm.Part)")),
            ("[AccessRights](/power-apps/x)", Some("mscrm.AccessRights")),
            ("`Collection(crmbaseentity)`", Some("Collection(mscrm.crmbaseentity)")),
            ("Microsoft.Dynamics.CRM.new\\_shape", Some("mscrm.new_shape")),
            ("Collection(Edm.Guid)", Some("Collection(Edm.Guid)")),
            ("some text", None),
            ("Collection(Collection(Edm.Guid))", None),
            ("", None),
        ] {
            assert_eq!(type_name(cell).as_deref(), expected, "{cell}");
        }
    }
}
