//! Names that can stand in an address of the Web API.

/// The most characters that an identifier has.
const MAX_LENGTH: usize = 128;

/// Returns whether a text is an identifier of OData: up to 128 letters, digits and underscores, no digit first.
///
/// Names of entity sets, columns, navigation properties, messages, parameters and enums stand unescaped in addresses. A
/// text that is no identifier could say something else there.
/// (<https://docs.oasis-open.org/odata/odata-csdl-xml/v4.01/odata-csdl-xml-v4.01.html#sec_SimpleIdentifier>)
///
/// ```
/// use earlybound_schema::is_identifier;
///
/// assert!(is_identifier("accounts") && is_identifier("new_Größe2"));
/// assert!(!is_identifier("accounts(1)/x?$filter=a") && !is_identifier("2nd") && !is_identifier(""));
/// ```
pub fn is_identifier(name: &str) -> bool {
    let is_first = |letter: char| letter.is_alphabetic() || letter == '_';
    let is_other = |letter: char| letter.is_alphanumeric() || letter == '_';
    name.starts_with(is_first) && name.chars().all(is_other) && name.chars().count() <= MAX_LENGTH
}

/// Returns whether a text is a name with a namespace, such as `Microsoft.Dynamics.CRM.WinQuote`, or one without.
pub fn is_qualified_name(name: &str) -> bool {
    name.split('.').all(is_identifier)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_means_something_in_an_address_is_an_identifier() {
        for mark in "/?#&=@()'\"%+$:;,. \\\t\r\n\0\u{7f}\u{202e}\u{200d}-*<>[]{}|^`~!".chars() {
            assert!(!is_identifier(&format!("a{mark}b")), "{mark:?}");
        }
        assert!(is_identifier(&"a".repeat(128)) && !is_identifier(&"a".repeat(129)));
        assert!(is_qualified_name("a.B_1") && !is_qualified_name("a..b") && !is_qualified_name("a.b/"));
    }
}
