//! Types of the Web API, as CSDL writes them: `Edm.String`, `mscrm.account`, `Collection(mscrm.PrincipalAccess)`.

/// The type of a row of any table.
pub const ANY_TABLE: &str = "crmbaseentity";

/// Returns the type of a collection's items; `None` for a type that is no collection.
///
/// ```
/// use earlybound_reader::model::collected;
///
/// assert_eq!(collected("Collection(Edm.String)"), Some("Edm.String"));
/// assert_eq!(collected("Edm.String"), None);
/// ```
pub fn collected(type_name: &str) -> Option<&str> {
    type_name.strip_prefix("Collection(")?.strip_suffix(')')
}

/// Returns the name of a type of the service, alone or collected; `None` for a type of CSDL itself.
///
/// ```
/// use earlybound_reader::model::service_type;
///
/// assert_eq!(service_type("mscrm.account"), Some("account"));
/// assert_eq!(service_type("Collection(mscrm.account)"), Some("account"));
/// assert_eq!(service_type("Edm.String"), None);
/// ```
pub fn service_type(type_name: &str) -> Option<&str> {
    collected(type_name).unwrap_or(type_name).strip_prefix("mscrm.")
}
