//! Requests for definitions: of tables, columns, relationships and choices.
//!
//! <https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query-metadata-web-api>

use core::fmt;
use std::borrow::Cow;

use earlybound_schema::definition_query;

use crate::metadata::HttpMethod;
use crate::query::encode;
use crate::request::{NAMESPACE, Request, RequestError, RequestProblem, identifier, quoted};
use crate::service::Json;
use crate::value::Uuid;

/// A request for definitions. Their properties have the names of `EntityMetadata` and its relatives.
///
/// ```
/// use earlybound::definition::{Definitions, member};
///
/// let request = Definitions::table("account")
///     .columns()
///     .of_type("PicklistAttributeMetadata")
///     .select(["LogicalName"])
///     .expand("OptionSet", ["Options"])
///     .request()?;
/// assert_eq!(
///     request.path(),
///     "/EntityDefinitions(LogicalName='account')/Attributes/Microsoft.Dynamics.CRM.PicklistAttributeMetadata\
///      ?$select=LogicalName&$expand=OptionSet($select=Options)"
/// );
///
/// let owned = Definitions::tables().filter("OwnershipType", member("OwnershipTypes", "UserOwned"));
/// assert_eq!(
///     owned.request()?.path(),
///     "/EntityDefinitions?$filter=OwnershipType%20eq%20Microsoft.Dynamics.CRM.OwnershipTypes'UserOwned'"
/// );
/// # Ok::<(), earlybound::RequestError>(())
/// ```
#[must_use = "nothing is asked until a client sends the request"]
#[derive(Clone, Debug)]
pub struct Definitions {
    path: String,
    select: Vec<Cow<'static, str>>,
    filter: Vec<String>,
    expand: Vec<Expanded>,
    problems: Vec<RequestProblem>,
}

/// Definitions that are read along, their properties, and what they are filtered by.
#[derive(Clone, Debug)]
struct Expanded {
    property: Cow<'static, str>,
    select: Vec<Cow<'static, str>>,
    filter: Option<String>,
}

/// The key of a definition: its name, or its `MetadataId`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DefinitionKey {
    /// The name: the logical name of a table or a column, the schema name of a relationship, the name of a choice.
    Name(Cow<'static, str>),
    /// The `MetadataId`.
    MetadataId(Uuid),
}

impl From<&'static str> for DefinitionKey {
    fn from(name: &'static str) -> Self {
        Self::Name(name.into())
    }
}

impl From<String> for DefinitionKey {
    fn from(name: String) -> Self {
        Self::Name(name.into())
    }
}

impl From<Uuid> for DefinitionKey {
    fn from(id: Uuid) -> Self {
        Self::MetadataId(id)
    }
}

/// A value that a property of definitions is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DefinitionValue {
    literal: String,
    problem: Option<RequestProblem>,
}

impl DefinitionValue {
    fn of(literal: impl fmt::Display) -> Self {
        Self { literal: literal.to_string(), problem: None }
    }
}

impl From<&str> for DefinitionValue {
    fn from(text: &str) -> Self {
        Self::of(quoted(text))
    }
}

impl From<bool> for DefinitionValue {
    fn from(flag: bool) -> Self {
        Self::of(flag)
    }
}

impl From<i32> for DefinitionValue {
    fn from(number: i32) -> Self {
        Self::of(number)
    }
}

/// Returns a member of an enumeration of the platform, such as `UserOwned` of `OwnershipTypes`.
pub fn member(enumeration: &str, member: &str) -> DefinitionValue {
    let problem = identifier(enumeration).err();
    DefinitionValue { problem, ..DefinitionValue::of(format_args!("{NAMESPACE}{enumeration}{}", quoted(member))) }
}

impl Definitions {
    /// Asks for all tables.
    pub fn tables() -> Self {
        Self::at("/EntityDefinitions".to_owned())
    }

    /// Asks for a table, by its logical name or its `MetadataId`.
    pub fn table(table: impl Into<DefinitionKey>) -> Self {
        Self::tables().keyed("LogicalName", table.into())
    }

    /// Asks for all relationships.
    pub fn relationships() -> Self {
        Self::at("/RelationshipDefinitions".to_owned())
    }

    /// Asks for a relationship, by its schema name or its `MetadataId`.
    pub fn relationship(relationship: impl Into<DefinitionKey>) -> Self {
        Self::relationships().keyed("SchemaName", relationship.into())
    }

    /// Asks for a global choice, by its name or its `MetadataId`. The service does not list them with a filter.
    pub fn choice(choice: impl Into<DefinitionKey>) -> Self {
        Self::at("/GlobalOptionSetDefinitions".to_owned()).keyed("Name", choice.into())
    }

    const fn at(path: String) -> Self {
        Self { path, select: Vec::new(), filter: Vec::new(), expand: Vec::new(), problems: Vec::new() }
    }

    /// Asks for the columns of the table.
    pub fn columns(self) -> Self {
        self.property("Attributes")
    }

    /// Asks for a column of the table, by its logical name or its `MetadataId`.
    pub fn column(self, column: impl Into<DefinitionKey>) -> Self {
        self.columns().keyed("LogicalName", column.into())
    }

    /// Asks for what a property leads to, such as `OneToManyRelationships` of a table or `OptionSet` of a column.
    pub fn property(mut self, property: &str) -> Self {
        self.name(property);
        self.path.extend(["/", property]);
        self
    }

    /// Asks only for definitions of a type, with the properties that it adds, such as `PicklistAttributeMetadata`.
    pub fn of_type(mut self, metadata_type: &str) -> Self {
        self.name(metadata_type);
        self.path.extend(["/", NAMESPACE, metadata_type]);
        self
    }

    /// Adds properties to those that are read; without any, all are, which is a lot.
    pub fn select<N: Into<Cow<'static, str>>>(mut self, properties: impl IntoIterator<Item = N>) -> Self {
        self.select.extend(properties.into_iter().map(Into::into));
        self
    }

    /// Asks only for definitions whose property has the value and that meet earlier conditions. A property of a
    /// property is named by a way to it (`RequiredLevel/Value`).
    pub fn filter(mut self, property: &str, value: impl Into<DefinitionValue>) -> Self {
        let condition = self.condition(property, value.into());
        self.filter.push(condition);
        self
    }

    /// Expands a property: reads what it leads to along with the definitions, with these properties, or all if none is
    /// named.
    pub fn expand<N: Into<Cow<'static, str>>>(
        mut self,
        property: impl Into<Cow<'static, str>>,
        select: impl IntoIterator<Item = N>,
    ) -> Self {
        let select = select.into_iter().map(Into::into).collect();
        self.expand.push(Expanded { property: property.into(), select, filter: None });
        self
    }

    /// Filters what was [expanded](Self::expand) last by the value of a property.
    pub fn expand_filter(mut self, property: &str, value: impl Into<DefinitionValue>) -> Self {
        let condition = self.condition(property, value.into());
        if let Some(last) = self.expand.last_mut() {
            last.filter = Some(condition);
        }
        self
    }

    /// Returns the request.
    ///
    /// # Errors
    ///
    /// Returns an error if a name would say something else in an address.
    pub fn request(&self) -> Result<Request<Json<serde_json::Value>>, RequestError> {
        let expanded = self.expand.iter().flat_map(|expanded| expanded.select.iter().chain([&expanded.property]));
        let mut problems = self.problems.clone();
        problems.extend(self.select.iter().chain(expanded).filter_map(|name| identifier(name).err()));
        let mut options = Vec::new();
        if !self.select.is_empty() {
            options.push(("$select", self.select.join(",")));
        }
        if !self.filter.is_empty() {
            options.push(("$filter", self.filter.join(" and ")));
        }
        if !self.expand.is_empty() {
            options.push(("$expand", self.expand.iter().map(Expanded::text).collect::<Vec<_>>().join(",")));
        }
        let mut path = self.path.clone();
        for (index, (name, value)) in options.iter().enumerate() {
            path.extend([if index == 0 { "?" } else { "&" }, name, "=", &encode(value)]);
        }
        RequestError::unless(Request::new(HttpMethod::Get, path).answered_with(), problems)
    }

    fn keyed(mut self, by: &str, key: DefinitionKey) -> Self {
        match key {
            DefinitionKey::MetadataId(id) => self.path += &format!("({id})"),
            DefinitionKey::Name(name) => {
                self.name(&name);
                self.path += &format!("({by}={})", quoted(&name));
            }
        }
        self
    }

    fn condition(&mut self, property: &str, value: DefinitionValue) -> String {
        property.split('/').for_each(|name| self.name(name));
        self.problems.extend(value.problem);
        format!("{property} eq {}", value.literal)
    }

    /// Notes a problem if a name would say something else in an address.
    fn name(&mut self, name: &str) {
        self.problems.extend(identifier(name).err());
    }
}

/// Returns the request for a table with all that the generator reads of it: the answer, saved as `….table.json`, is an
/// input like a page. With a language (LCID), labels come only in that language.
///
/// ```
/// use earlybound::definition;
///
/// let request = definition::of_generator("new_paint", Some(1033))?;
/// assert!(request.path().starts_with("/RetrieveMetadataChanges(Query=@q)?@q=%7B%22Criteria%22"));
/// # Ok::<(), earlybound::RequestError>(())
/// ```
///
/// # Errors
///
/// Returns an error if the name is none of a table.
pub fn of_generator(table: &str, language: Option<u16>) -> Result<Request<Json<serde_json::Value>>, RequestError> {
    let query = definition_query(identifier(table)?, language);
    let request = Request::new(HttpMethod::Get, "/RetrieveMetadataChanges(Query=@q)").with_option("@q", &query);
    Ok(request.answered_with())
}

impl Expanded {
    fn text(&self) -> String {
        let mut options = Vec::new();
        if !self.select.is_empty() {
            options.push(format!("$select={}", self.select.join(",")));
        }
        options.extend(self.filter.as_ref().map(|filter| format!("$filter={filter}")));
        if options.is_empty() { self.property.to_string() } else { format!("{}({})", self.property, options.join(";")) }
    }
}
