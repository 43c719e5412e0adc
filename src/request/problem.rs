//! Problems that prevent a request from being built, and how to solve each.

use core::fmt;

use earlybound_schema::{Binding, MessageKind, Number, ParameterType};
use uuid::Uuid;

/// The most relationships that a query can follow.
pub(crate) const MAX_EXPANDS: usize = 15;
/// The most rows of a page.
pub(crate) const MAX_PAGE_SIZE: u32 = 5000;

/// A problem that prevents a request from being built. Its text says how to solve it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are named after what they hold")]
pub enum RequestProblem {
    /// The reference does not state through which navigation property a lookup points to a table.
    NavigationProperty { table: &'static str, column: &'static str, target: Option<String> },
    /// The reference does not state the navigation property of a relationship.
    Relationship { relationship: &'static str },
    /// A relationship is expanded twice, and each time would be answered under the same name.
    ExpandedTwice { relationship: &'static str },
    /// A query that tracks changes is filtered, sorted or expanded.
    NotTracked { options: Vec<&'static str> },
    /// A query with computed values expands or counts rows.
    NotAggregated { options: Vec<&'static str> },
    /// An update is to return rows of relationships, too.
    ExpandedByUpdate,
    /// More relationships are expanded than a query can have, nested ones counted.
    TooManyExpands { count: usize },
    /// Expanded rows are sorted or limited, and somewhere in the same query others are nested.
    LimitedBesideNested,
    /// A many-to-many relationship is expanded beside others than plain lookups.
    ManyToManyBesideOthers,
    /// A batch has no requests, or more than it can have.
    TooManyRequests { count: usize, limit: usize },
    /// A change set asks for rows.
    GetInChangeSet { path: String },
    /// A batch is part of another.
    NestedBatch,
    /// A part of a batch has a body that is no text.
    BytesInBatch { path: String },
    /// A request refers to a row that no earlier request of its change set creates.
    UnknownPart { number: u32 },
    /// A row that the same change set creates stands where only a row that exists can.
    NewRow { number: u32 },
    /// A path or the name of a header has characters that would end it.
    Control { of: String },
    /// The value of a header has characters that no header can hold.
    Header { name: &'static str },
    /// The root of the API is no address of a server.
    Root { root: String },
    /// A link leads to another server than the root of the API.
    Elsewhere { link: String },
    /// A column is to be one of no values.
    NoValues { column: &'static str, function: &'static str },
    /// A lookup cannot be changed as a single column.
    LookupAlone { table: &'static str, column: &'static str },
    /// A status cannot be changed as a single column: the state that it belongs to changes with it.
    StatusAlone { table: &'static str, column: &'static str },
    /// No bytes of a file are asked for.
    EmptyRange,
    /// The column holds neither a file nor an image.
    NoFile { table: &'static str, column: &'static str },
    /// The name of a computed value is none, is used twice, or is that of a column.
    Alias { alias: String },
    /// The name of joined rows is none, or is used twice.
    LinkAlias { alias: String },
    /// OData does not know how the value is computed.
    FetchXmlAlone { alias: String },
    /// A FetchXML query reads a column, or is sorted by it, beside computed values.
    BesideAggregates { table: &'static str, column: &'static str },
    /// A FetchXML query is sorted by a value that it does not compute.
    NotComputed { alias: String },
    /// Joined rows that only filter are asked for values.
    FiltersAlone { alias: String },
    /// A condition on the rows of a collection stands in a FetchXML query.
    CollectionInFetchXml,
    /// A text has characters that no XML can hold.
    NotInXml,
    /// FetchXML cannot say the condition.
    NotInFetchXml { what: &'static str },
    /// A FetchXML query asks for the first rows, and for a page or the number of all.
    TopOfPages,
    /// A FetchXML query asks for a page before the first.
    PageZero,
    /// A query asks for too few or too many rows at once.
    PageSize { rows: u32 },
    /// The reference does not state what a table is called in addresses.
    EntitySet { table: String },
    /// A name that would stand in an address is no identifier, and would say something else there.
    NotAnIdentifier { name: String },
    /// The reference does not state which column of a table holds the id.
    PrimaryId { table: String },
    /// A reference to bind does not name the table of its row.
    Untyped { table: &'static str, column: &'static str },
    /// A lookup that a message gets does not name the table of its row.
    UntypedReference { id: Uuid },
    /// The column cannot be set when a row is created.
    NotForCreate { table: &'static str, column: &'static str },
    /// The column cannot be changed.
    NotForUpdate { table: &'static str, column: &'static str },
    /// The column holds a file, which has requests of its own.
    File { table: &'static str, column: &'static str },
    /// A column or a parameter would get a number that no JSON has.
    NotFinite { of: String },
    /// The platform requires a value of the column.
    Required { table: &'static str, column: &'static str },
    /// The parties of an activity cannot be part of an update.
    PartiesInUpdate { table: &'static str, column: &'static str },
    /// The reference does not state the navigation property from an activity to its parties.
    PartiesProperty { table: &'static str },
    /// The platform's number for the role of these parties is not known.
    PartyRole { table: &'static str, column: &'static str },
    /// A party of an activity has no role, or one of no column.
    UnplacedParty { table: &'static str },
    /// A property is set twice: by two calls, or by a call and the address of the row.
    Twice { table: &'static str, name: &'static str, first: &'static str, second: &'static str },
    /// Rows are created or bound along with a row that may exist.
    RelatedInUpsert { table: &'static str, relationship: &'static str },
    /// A text has too many characters.
    TooLong { table: &'static str, column: &'static str, length: usize, max: u32 },
    /// A number is too small or too large.
    OutOfRange { table: &'static str, column: &'static str, value: String, min: Option<Number>, max: Option<Number> },
    /// A number has too many digits after the decimal point: the service would round it.
    TooPrecise { table: &'static str, column: &'static str, value: String, precision: u32 },
    /// The platform does not store a time so early or so late.
    OutOfTime { table: &'static str, column: &'static str, value: String },
    /// A text does not have the format of its column.
    Malformed { table: &'static str, column: &'static str, value: String, format: &'static str },
    /// The table has no such state. Organizations cannot add states.
    UnknownState { table: &'static str, column: &'static str, value: i64 },
    /// A choice has too many values.
    TooManyChoices { table: &'static str, column: &'static str, count: usize, max: usize },
    /// A status is set together with a state that it does not belong to.
    StatusOfAnotherState { table: &'static str, status: i64, state: i64, expected: i32 },
    /// A new row is to have a status of a state in which rows do not start.
    StatusOfNewRow { table: &'static str, status: i64, state: i32, initial: i32 },
    /// The platform requires a value of the column in a new row.
    RequiredInNew { table: &'static str, column: &'static str },
    /// The platform allows no such column in a key.
    NotForKeys { table: &'static str, column: &'static str },
    /// The value of an alternate key has characters that cannot stand in an address.
    AlternateKey { table: &'static str, column: &'static str },
    /// The message is a request on rows, neither an action nor a function.
    Operation { message: &'static str },
    /// The reference does not state whether the message is an action or a function.
    UnknownKind { message: &'static str },
    /// The message was called an action or function, and the reference says that it is not.
    WrongKind { message: &'static str, stated: MessageKind, expected: MessageKind },
    /// The message was called on something else than the reference says.
    WrongBinding { message: &'static str, stated: Binding, expected: Binding },
    /// The message needs a parameter.
    MissingParameter { message: &'static str, parameter: &'static str },
    /// The message has no such parameter.
    UnknownParameter { message: &'static str, parameter: String, known: Vec<&'static str> },
    /// The parameter takes something else.
    WrongType { message: &'static str, parameter: &'static str, expected: ParameterType, found: &'static str },
}

impl fmt::Display for RequestProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NavigationProperty { table, column, target } => {
                let target = target.as_deref().map(|target| format!(" to `{target}`")).unwrap_or_default();
                write!(
                    f,
                    "`{table}.{column}`: the reference does not name the navigation property{target}; state \
                     `ReferencingEntityNavigationPropertyName` of the relationship in `{table}.table.yaml`, or name it \
                     with `bind_to` or `clear_through`"
                )
            }
            Self::Relationship { relationship } => write!(
                f,
                "`{relationship}`: the reference does not name the navigation property; state it in a table document, \
                 as `ReferencingEntityNavigationPropertyName` on the side that points, or as \
                 `ReferencedEntityNavigationPropertyName` on the side that is pointed at; of a many-to-many relationship \
                 as `Entity1NavigationPropertyName`"
            ),
            Self::ExpandedTwice { relationship } => write!(
                f,
                "`{relationship}` is expanded twice: ask once, for all columns and conditions that you need"
            ),
            Self::NotTracked { options } => write!(
                f,
                "a query that tracks changes finds all rows, with only their columns: leave out `{}`",
                options.join("` and `")
            ),
            Self::NotAggregated { options } => write!(
                f,
                "a query that groups or computes has neither rows nor their number: leave out `{}`",
                options.join("` and `")
            ),
            Self::ExpandedByUpdate => f.write_str(
                "an update returns no rows of relationships: leave out `expand`, and ask for them with a query of their own",
            ),
            Self::TooManyExpands { count } => {
                write!(f, "{count} relationships are expanded, and a query can have {MAX_EXPANDS}: leave some out")
            }
            Self::LimitedBesideNested => f.write_str(
                "expanded rows cannot be sorted or limited where anything in the query is nested; leave out either",
            ),
            Self::ManyToManyBesideOthers => f.write_str(
                "a many-to-many relationship can be expanded only beside lookups, with nothing nested in them; ask for it in a \
                 query of its own",
            ),
            Self::TooManyRequests { count, limit } => {
                write!(f, "a batch of {count} requests: send 1 to {limit} in one")
            }
            Self::GetInChangeSet { path } => {
                write!(f, "`{path}`: a change set cannot ask for rows; add the request to the batch itself")
            }
            Self::NestedBatch => f.write_str("a batch cannot be part of another: add its requests instead"),
            Self::BytesInBatch { path } => {
                write!(f, "`{path}`: a batch takes only texts; send the file with a request of its own")
            }
            Self::UnknownPart { number } => write!(
                f,
                "`${number}`: no earlier request of the same change set creates the row; add the request that does first"
            ),
            Self::NewRow { number } => write!(
                f,
                "`${number}`: a row that the same change set creates has no id yet; an address can begin with it, and a body \
                 can bind or link it: ask from that row, or clear its lookup"
            ),
            Self::Control { of } => write!(f, "`{of}` has control characters or spaces, which would end it; leave them out"),
            Self::Header { name } => write!(
                f,
                "the header `{name}` cannot hold the value: headers may contain only visible ASCII characters"
            ),
            Self::Root { root } => write!(
                f,
                "{root:?} is no address of an API, such as `https://contoso.crm.dynamics.com/api/data/v9.2`"
            ),
            Self::Elsewhere { link } => write!(
                f,
                "{link:?} does not lead to the server of the API, the only one that gets its tokens: use links of the answers \
                 that it gives"
            ),
            Self::NoValues { column, function } => {
                write!(f, "`{column}`: `{function}` needs at least one value; leave the condition out, or ask for no rows")
            }
            Self::LookupAlone { table, column } => {
                write!(f, "`{table}.{column}` is a lookup: use `Request::set_reference` or `Request::clear_reference`")
            }
            Self::StatusAlone { table, column } => write!(
                f,
                "`{table}.{column}` can belong to another state than the row is in: use `Update`, which sets both"
            ),
            Self::EmptyRange => f.write_str("an empty range of bytes cannot be asked for"),
            Self::NoFile { table, column } => {
                write!(
                    f,
                    "`{table}.{column}` holds neither a file nor an image; use `property::get` or `property::set`"
                )
            }
            Self::Alias { alias } => write!(
                f,
                "`{alias}` cannot be the name of a computed value: take letters, digits and `_`, a name that no column \
                 has, and another one for each value"
            ),
            Self::LinkAlias { alias } => write!(
                f,
                "`{alias}` cannot be the name of joined rows: take letters, digits and `_`, and another name for each link"
            ),
            Self::FetchXmlAlone { alias } => {
                write!(f, "`{alias}`: OData neither counts values nor groups like that; use `Fetch`")
            }
            Self::BesideAggregates { table, column } => write!(
                f,
                "`{table}.{column}`: a query with computed values neither reads columns nor is sorted by them; group by the \
                 column, or sort with `order_by_value`"
            ),
            Self::NotComputed { alias } => {
                write!(f, "`{alias}`: the rows are sorted by a value that is not computed; ask for it with `aggregate`")
            }
            Self::FiltersAlone { alias } => write!(
                f,
                "`{alias}`: rows that only have to be there have no values and no order; leave out all but conditions, or \
                 use `link`"
            ),
            Self::CollectionInFetchXml => f.write_str(
                "FetchXML has no conditions on collections among others; use `with_any` or `without`, with a link",
            ),
            Self::NotInFetchXml { what } => write!(f, "FetchXML has no conditions on {what}; leave them out, or use `link`"),
            Self::NotInXml => f.write_str("a text has control characters, which XML cannot hold: leave them out"),
            Self::TopOfPages => f.write_str("a FetchXML query has either the first rows or a page of them: leave out `top`, or `page` and `count`"),
            Self::PageZero => f.write_str("pages of a FetchXML query are counted from 1"),
            Self::PageSize { rows } => write!(f, "{rows} rows at once: ask for 1 to {MAX_PAGE_SIZE}"),
            Self::EntitySet { table } => write!(
                f,
                "`{table}`: the reference does not say what the table is called in addresses; state its \
                 `EntitySetName` in `{table}.table.yaml`"
            ),
            Self::NotAnIdentifier { name } => write!(
                f,
                "{name:?} cannot stand in an address: names there have only letters, digits and `_`, up to 128 of them"
            ),
            Self::PrimaryId { table } => write!(
                f,
                "`{table}`: the reference does not say which column holds the id; state `PrimaryIdAttribute` \
                 in `{table}.table.yaml`"
            ),
            Self::UntypedReference { id } => {
                write!(f, "{id}: the lookup does not say what table its row is in; ask for annotations, or pass an `Id`")
            }
            Self::Untyped { table, column } => {
                write!(f, "`{table}.{column}`: the reference to bind does not say what table its row is in")
            }
            Self::NotForCreate { table, column } => {
                write!(f, "`{table}.{column}` cannot be set when a row is created; leave it out")
            }
            Self::NotForUpdate { table, column } => {
                write!(f, "`{table}.{column}` cannot be changed; leave it as it is")
            }
            Self::File { table, column } => {
                write!(f, "`{table}.{column}` holds a file, which has requests of its own: `file::upload` and `file::download`")
            }
            Self::NotFinite { of } => {
                write!(f, "`{of}`: infinity and NaN cannot be sent; clear the value instead")
            }
            Self::Required { table, column } => {
                write!(f, "`{table}.{column}` cannot be cleared: the platform requires a value")
            }
            Self::PartiesInUpdate { table, column } => write!(
                f,
                "`{table}.{column}`: an update cannot change the parties of an activity; replace them with `Parties`"
            ),
            Self::PartiesProperty { table } => write!(
                f,
                "`{table}`: the reference does not name the navigation property to the parties; state \
                 `ReferencedEntityNavigationPropertyName` of the relationship with `activityparty` in `{table}.table.yaml`"
            ),
            Self::PartyRole { table, column } => {
                write!(f, "`{table}.{column}`: the role that its parties have in the activity is not known")
            }
            Self::UnplacedParty { table } => write!(
                f,
                "`{table}`: a party of the row has no role, or one that no column has; ask for `participationtypemask` \
                 when you read the parties"
            ),
            Self::Twice { table, name, first, second } => {
                write!(f, "`{table}.{name}` is set twice, by `{first}` and by `{second}`; leave one of them out")
            }
            Self::RelatedInUpsert { table, relationship } => write!(
                f,
                "`{table}`: rows of `{relationship}` can go with a new row, and not with one that may exist; create the row \
                 with `request`, or relate the rows by requests of their own"
            ),
            Self::TooLong { table, column, length, max } => {
                write!(f, "`{table}.{column}` has {length} characters, and at most {max} are allowed")
            }
            Self::OutOfRange { table, column, value, min, max } => {
                write!(f, "`{table}.{column}` is {value}, and ")?;
                match (min, max) {
                    (Some(min), Some(max)) => write!(f, "{min} to {max} is allowed"),
                    (Some(min), None) => write!(f, "at least {min} is allowed"),
                    (None, Some(max)) => write!(f, "at most {max} is allowed"),
                    (None, None) => f.write_str("that is not allowed"),
                }
            }
            Self::TooPrecise { table, column, value, precision } => write!(
                f,
                "`{table}.{column}` is {value}, and {precision} digits after the decimal point are kept; round the value"
            ),
            Self::OutOfTime { table, column, value } => {
                write!(f, "`{table}.{column}` is {value}, and 1753-01-01 to 9999-12-30T23:59:59 is stored")
            }
            Self::Malformed { table, column, value, format } => {
                write!(f, "`{table}.{column}` is `{value}`, which does not have the format {format}")
            }
            Self::UnknownState { table, column, value } => {
                write!(f, "`{table}.{column}` has no state {value}; take one of its enum")
            }
            Self::TooManyChoices { table, column, count, max } => {
                write!(f, "`{table}.{column}` has {count} values, and at most {max} are allowed")
            }
            Self::StatusOfAnotherState { table, status, state, expected } => write!(
                f,
                "`{table}`: the status {status} belongs to the state {expected}, and the state is set to {state}; leave the \
                 state out"
            ),
            Self::StatusOfNewRow { table, status, state, initial } => write!(
                f,
                "`{table}`: the status {status} belongs to the state {state}, and a new row is in the state {initial}; \
                 create the row first, and update its status then"
            ),
            Self::RequiredInNew { table, column } => {
                write!(f, "`{table}.{column}` is missing: the platform requires a value in a new row")
            }
            Self::NotForKeys { table, column } => write!(
                f,
                "`{table}.{column}` cannot be part of a key: the columns of keys hold texts of one line, whole and decimal \
                 numbers, dates, lookups or choices"
            ),
            Self::AlternateKey { table, column } => write!(
                f,
                "`{table}.{column}`: a key with one of the characters / < > * % & : \\ ? + cannot stand in an address; \
                 use the id"
            ),
            Self::Operation { message } => write!(
                f,
                "`{message}` is neither an action nor a function, but a plain request on rows: use `Create`, `Update` \
                 or `Request`"
            ),
            Self::UnknownKind { message } => write!(
                f,
                "`{message}`: the reference does not say whether it is an action or a function; state it with \
                 `action()` or `function()`, or as `Kind` in a table document"
            ),
            Self::WrongKind { message, stated, expected } => {
                write!(f, "`{message}` was called as {stated} but is {expected}")
            }
            Self::WrongBinding { message, stated, expected } => {
                write!(f, "`{message}` was called with the binding {stated} but has the binding {expected}")
            }
            Self::MissingParameter { message, parameter } => {
                write!(f, "`{message}` needs the parameter `{parameter}`")
            }
            Self::UnknownParameter { message, parameter, known } if known.is_empty() => {
                write!(f, "`{message}` has no parameter `{parameter}`: it takes none")
            }
            Self::UnknownParameter { message, parameter, known } => {
                write!(f, "`{message}` has no parameter `{parameter}`; it has `{}`", known.join("`, `"))
            }
            Self::WrongType { message, parameter, expected, found } => {
                write!(f, "`{message}`: the parameter `{parameter}` takes {expected}, not {found}")
            }
        }
    }
}

impl core::error::Error for RequestProblem {}
