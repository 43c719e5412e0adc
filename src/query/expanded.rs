//! Expanded rows with the address of more.

/// Rows that were expanded along a relationship, and the address of more of them: the service gives a page at a time.
///
/// ```
/// use earlybound::Row;
/// use earlybound::query::Expanded;
/// use dataverse::{account, contact};
///
/// #[derive(Row)]
/// #[row(table = account)]
/// struct Card {
///     #[row(expand = contact_customer_accounts)]
///     contacts: Expanded<Person>,
/// }
///
/// #[derive(Row)]
/// #[row(table = contact)]
/// struct Person {
///     fullname: Option<String>,
/// }
///
/// let card: Card = serde_json::from_str(
///     r#"{"contact_customer_accounts": [{"fullname": "Ada"}],
///         "contact_customer_accounts@odata.nextLink": "https://contoso.crm.dynamics.com/next"}"#,
/// )?;
/// assert_eq!(card.contacts.rows.len(), 1);
/// assert_eq!(card.contacts.next_link.as_deref(), Some("https://contoso.crm.dynamics.com/next"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Expanded<P> {
    /// The rows.
    pub rows: Vec<P>,
    /// The address of the next page; `None` if these are all rows. To be used as it is.
    pub next_link: Option<String>,
}

impl<P> Default for Expanded<P> {
    fn default() -> Self {
        Self { rows: Vec::new(), next_link: None }
    }
}
