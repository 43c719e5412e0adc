//! The procedural macros of `earlybound`, which re-exports them: depend on that crate, not on this one.
//!
//! Each macro has a module of its own here, with its work done by ordinary functions; this file is their door.

mod derive;
#[cfg(feature = "reference")]
mod reference;

/// A struct that shows some columns of a table: reads itself from answers, and asks for exactly what it shows.
///
/// ```
/// use earlybound::{Id, Lookup, Row};
/// use earlybound_generated::{Account, Contact, account};
///
/// #[derive(Row)]
/// #[row(table = account)]
/// struct AccountCard {
///     accountid: Id<Account>,
///     name: Option<String>,
///     #[row(column = primarycontactid)]
///     contact: Option<Lookup<Id<Contact>>>,
///     #[row(expand = contact_customer_accounts)]
///     contacts: Vec<ContactCard>,
/// }
///
/// #[derive(Row)]
/// #[row(table = earlybound_generated::contact)]
/// struct ContactCard {
///     fullname: Option<String>,
/// }
///
/// let query = AccountCard::query().filter(account::NAME.starts_with("Fourth"));
/// assert_eq!(
///     query.request()?.path(),
///     "/accounts?$select=accountid,name,_primarycontactid_value&$filter=startswith(name,'Fourth')\
///      &$expand=contact_customer_accounts($select=fullname)"
/// );
///
/// let card: AccountCard = serde_json::from_str(
///     r#"{"accountid": "5531d753-95af-e711-a94e-000d3a11e605", "contact_customer_accounts": [{"fullname": "Ada"}]}"#,
/// )?;
/// assert_eq!(card.contacts[0].fullname.as_deref(), Some("Ada"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// The struct reads itself by `serde::Deserialize`, and has a function `query()`, as visible as itself: a
/// `Query` of its table that shows it. A [`Page`](https://docs.rs/earlybound/latest/earlybound/struct.Page.html) holds
/// it like a generated row.
///
/// - `#[row(table = path)]`: the table's generated module.
/// - A field shows the column of its name, or that of `#[row(column = name)]`. Its type is an `Option` of what the
///   column holds, or of an enum with [`derive(Choice)`](macro@Choice); a column that the platform requires a value of
///   may do without the `Option`.
/// - `#[row(expand = name)]`: the rows that a relationship leads to: a `Vec` of structs that show the other table, or an
///   `Option` for a relationship to one row. The name is looked for in `one_to_many` for a `Vec` and in `many_to_one`
///   for an `Option`; write `many_to_many::name` for a relationship of many to many.
/// - `#[row(annotations)]`: what the service says beside the values, an `earlybound::Annotations`.
///
/// # Errors
///
/// At compile time, at the field: a column or relationship that the table does not have, a type that does not hold the
/// column, a column that cannot be read, rows of another table.
#[proc_macro_derive(Row, attributes(row))]
pub fn row(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive::expand(input, derive::row::derive)
}

/// A struct as what a new row starts with, or as what changes of a row: turns into `Create` or `Update`.
///
/// ```
/// use earlybound::{Changes, Create, Date, Id, Uuid};
/// use earlybound_generated::{Account, contact};
///
/// #[derive(Changes)]
/// #[changes(table = contact, create, update)]
/// struct Person {
///     lastname: String,
///     firstname: Option<String>,
///     birthdate: Option<Option<Date>>,
///     #[changes(bind)]
///     parentcustomerid: Option<Id<Account>>,
/// }
///
/// let employer = Some(Uuid::from_u128(7).into());
/// let ada = Person { lastname: "Lovelace".into(), firstname: None, birthdate: Some(None), parentcustomerid: employer };
/// assert_eq!(
///     Create::from(ada).body()?,
///     r#"{"birthdate":null,"lastname":"Lovelace","parentcustomerid_account@odata.bind":"/accounts(00000000-0000-0000-0000-000000000007)"}"#
/// );
/// # Ok::<(), earlybound::RequestError>(())
/// ```
///
/// - `#[changes(table = path, create, update)]`: the table's generated module, and what the struct is for.
/// - A field sets the column of its name, or that of `#[changes(column = name)]`. `Option` leaves it out where there is
///   none; `Option<Option<…>>` clears it where there is `Some(None)`.
/// - `#[changes(bind)]`: the field is the row that a lookup is to point to.
///
/// # Errors
///
/// At compile time, at the field: a column that the table does not have, or that is not valid for what the struct is
/// for, a value that it cannot hold, a column that cannot be cleared.
#[proc_macro_derive(Changes, attributes(changes))]
pub fn changes(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive::expand(input, derive::changes::derive)
}

/// An enum of some values of a choice column, for fields of structs with [`derive(Row)`](macro@Row).
///
/// ```
/// use earlybound::{Choice, Row};
/// use earlybound_generated::account;
///
/// #[derive(Debug, PartialEq, Choice)]
/// #[choice(of = account::IndustryCode)]
/// enum Industry {
///     Accounting,
///     #[choice(option = Consulting)]
///     Advice,
///     #[choice(other)]
///     Other(i32),
/// }
///
/// #[derive(Row)]
/// #[row(table = account)]
/// struct Card {
///     industrycode: Option<Industry>,
/// }
///
/// let card: Card = serde_json::from_str(r#"{"industrycode": 4711}"#)?;
/// assert_eq!(card.industrycode, Some(Industry::Other(4711)));
/// assert_eq!(account::IndustryCode::from(Industry::Advice), account::IndustryCode::Consulting);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// - `#[choice(of = path)]`: the column's generated enum.
/// - A variant stands for the variant of its name, or that of `#[choice(option = Name)]`.
/// - `#[choice(other)]`: the variant for all other values. It keeps the value as an `i32` or as the column's enum, or
///   forgets it; an enum that forgets cannot be written. Without such a variant all options of the column have to be
///   there, and a value that the reference does not list is an error when it is read.
///
/// # Errors
///
/// At compile time, at the variant: an option that the column does not have, and at the enum: options that are missing.
#[proc_macro_derive(Choice, attributes(choice))]
pub fn choice(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive::expand(input, derive::choice::derive)
}

/// A struct as the parameters of an action or a function: turns into `Invoke`, and so into a request.
///
/// ```
/// use earlybound::{Id, Message, Uuid};
/// use earlybound_generated::{MsdynOcliveworkitem, msdyn_ocliveworkitem};
///
/// #[derive(Message)]
/// #[message(table = msdyn_ocliveworkitem, name = CCaaSEndSession, bound = row)]
/// struct EndSession {
///     reason: String,
/// }
///
/// let conversation: Id<MsdynOcliveworkitem> = Uuid::from_u128(7).into();
/// let request = EndSession { reason: "Done".into() }.on(conversation).request()?;
/// assert_eq!(request.body(), Some(r#"{"Reason":"Done"}"#));
/// # Ok::<(), earlybound::RequestError>(())
/// ```
///
/// - `#[message(table = path, name = Name)]`: the table's generated module, and a variant of its `Message`.
/// - `bound = row`: it is called on a row, and the struct has a method `on`. `bound = table` and `bound = none`: it is
///   called on the table as a whole or on nothing, and the struct converts into `Invoke`.
/// - `action` or `function`: which of them it is, where the reference does not say.
/// - A field is the parameter of its name in `PascalCase`, or that of `#[message(name = "…")]`. It holds a simple value,
///   a choice, a row or what names one (`Id`, `Key`, `Lookup`), a type of the module `messages`, a list of those, or an
///   `earlybound::Argument`. `Option` leaves it out where there is none.
///
/// # Errors
///
/// At compile time: a message that the table does not have or that is a plain request on rows, and a field that is no
/// argument. If the signature of the message is known, also a parameter that it does not have, one that it needs and
/// that no field stands for, and a field whose type cannot be that of its parameter.
#[proc_macro_derive(Message, attributes(message))]
pub fn message(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive::expand(input, derive::message::derive)
}

/// Reads pages of the reference and puts their tables here, as items of the module that this stands in.
///
/// ```ignore
/// pub mod dataverse {
///     earlybound::reference!("reference/account.md", "reference/contact.md");
/// }
/// ```
///
/// Takes paths of pages, of table documents, of settings (`earlybound.yaml`), and of folders of them, relative to the
/// folder of the package, with commas between them. The items are those that `earlybound generate` would write with
/// `layout: single`: a module for each table, its row type, and `SCHEMA`.
///
/// An edit of a file builds the crate again, as rustc is told of each that was read. A file that is *added* to a folder
/// shows with the next build of the crate: name files one by one where that matters, or use a build script, which
/// watches folders. A build script is also faster for more than a few tables, since it writes only what changed, and a
/// macro does all of its work each time the crate is built.
///
/// # Errors
///
/// Each error of a page is a compile error at the path that names the page, with the place in the page. Warnings are
/// not shown, as a macro has no way to warn: `earlybound check` shows them.
#[cfg(feature = "reference")]
#[proc_macro]
pub fn reference(paths: proc_macro::TokenStream) -> proc_macro::TokenStream {
    reference::expand(paths.into()).into()
}
