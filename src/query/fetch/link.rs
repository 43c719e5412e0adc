//! Joined tables (`link-entity`).

use core::fmt;
use core::marker::PhantomData;

use super::{Entity, Order, unknown};
use crate::column::{Column, ForRead, ManyToMany, ManyToOne, Navigation, OneToMany};
use crate::metadata::{OneToManyMetadata, TableMetadata};
use crate::query::aggregate::Aggregate;
use crate::query::columns::Columns;
use crate::query::comparable::Comparable;
use crate::query::condition::Condition;
use crate::query::expression::Expression;
use crate::query::named;
use crate::request::RequestProblem;
use crate::wire::{Field, Row};

/// Rows of `To` that are joined along a relationship of `R`. Rows of `R` stay if there are none, unless the link is
/// [inner](Self::inner).
pub struct Link<R, To> {
    join: Join,
    of: PhantomData<fn(R) -> To>,
}

/// A join, whatever its tables.
#[derive(Clone, Debug)]
pub(super) struct Join {
    pub(super) entity: Entity,
    /// The column of the joined table, and that of the other.
    pub(super) columns: Result<(&'static str, &'static str), RequestProblem>,
    /// For a many-to-many relationship: the table between, and its columns for the joined table and the other.
    pub(super) intersect: Option<(&'static str, &'static str, &'static str)>,
    pub(super) link_type: &'static str,
    pub(super) alias: String,
    /// The condition that holds after the join.
    pub(super) after: Option<Expression>,
}

impl<R: Row, To: Row> ManyToOne<R, To> {
    /// Joins the row that this leads to, under the name `alias`.
    pub fn link(self, alias: impl Into<String>) -> Link<R, To> {
        let columns = |relationship: &OneToManyMetadata| {
            let from = relationship.referenced_attribute.or(To::table().primary_id_attribute)?;
            Some((from, relationship.referencing_attribute?))
        };
        Link::new(columns(&self).ok_or_else(|| unknown(self.schema_name())), None, alias.into())
    }
}

impl<R: Row, To: Row> OneToMany<R, To> {
    /// Joins the rows that this leads to, under the name `alias`.
    pub fn link(self, alias: impl Into<String>) -> Link<R, To> {
        let columns = |relationship: &OneToManyMetadata| {
            let to = relationship.referenced_attribute.or(R::table().primary_id_attribute)?;
            Some((relationship.referencing_attribute?, to))
        };
        Link::new(columns(&self).ok_or_else(|| unknown(self.schema_name())), None, alias.into())
    }
}

impl<R: Row, To: Row> ManyToMany<R, To> {
    /// Joins the rows that this leads to, under the name `alias`.
    pub fn link(self, alias: impl Into<String>) -> Link<R, To> {
        let ids = || Some((id(To::table())?, id(R::table())?));
        let intersect = || {
            let stated = (self.entity2_intersect_attribute?, self.entity1_intersect_attribute?);
            // The platform's own metadata has some crossed: a column with the name of an id holds that id.
            let (to, own) = match (ids()?, stated) {
                ((to_id, own_id), (to, own)) if to == own_id && own == to_id => (to_id, own_id),
                (_, stated) => stated,
            };
            Some((self.intersect_entity_name?, to, own))
        };
        let columns = intersect().and_then(|_| ids()).ok_or_else(|| unknown(self.schema_name()));
        Link::new(columns, intersect(), alias.into())
    }
}

fn id(table: &TableMetadata) -> Option<&'static str> {
    table.primary_id_attribute
}

impl<R: Row, To: Row> Link<R, To> {
    fn new(
        columns: Result<(&'static str, &'static str), RequestProblem>,
        intersect: Option<(&'static str, &'static str, &'static str)>,
        alias: String,
    ) -> Self {
        let join =
            Join { entity: Entity::new(To::table()), columns, intersect, link_type: "outer", alias, after: None };
        Self { join, of: PhantomData }
    }

    /// Leaves out rows of `R` without a joined row.
    #[must_use]
    pub fn inner(mut self) -> Self {
        self.join.link_type = "inner";
        self
    }

    /// Adds columns to those that are read. [`column`](Self::column) finds their values in the answer.
    #[must_use]
    pub fn select(mut self, columns: impl Columns<To>) -> Self {
        columns.push_to(&mut self.join.entity.columns);
        self
    }

    /// Joins only rows that meet the condition, and those of earlier calls. A row without any stays, unless the link is
    /// [inner](Self::inner).
    #[must_use]
    pub fn filter<K>(mut self, condition: Condition<To, K>) -> Self {
        self.join.entity.filter(condition.expression);
        self
    }

    /// Only rows of the answer in which the joined row meets the condition, and those of earlier calls. The values of a
    /// row that is not there are null.
    ///
    /// ```
    /// use earlybound::query::Fetch;
    /// use dataverse::account::one_to_many::ACCOUNT_TASKS;
    /// use dataverse::{Account, task};
    ///
    /// let without_tasks = Fetch::<Account>::new().link(ACCOUNT_TASKS.link("t").filter_joined(task::ACTIVITYID.is_null()));
    /// assert_eq!(
    ///     without_tasks.xml()?,
    ///     "<fetch><entity name=\"account\">\
    ///      <filter type=\"and\"><condition entityname=\"t\" attribute=\"activityid\" operator=\"null\"/></filter>\
    ///      <link-entity name=\"task\" from=\"regardingobjectid\" to=\"accountid\" link-type=\"outer\" alias=\"t\"/>\
    ///      </entity></fetch>"
    /// );
    /// # Ok::<(), earlybound::RequestError>(())
    /// ```
    #[must_use]
    pub fn filter_joined<K>(mut self, condition: Condition<To, K>) -> Self {
        self.join.after = Some(match self.join.after.take() {
            Some(earlier) => earlier.join("and", condition.expression),
            None => condition.expression,
        });
        self
    }

    /// Sorts by a column of the joined rows, after all columns of the first table.
    #[must_use]
    pub fn order_by<V: Comparable, A: ForRead, N>(mut self, column: Column<To, V, A, N>) -> Self {
        self.join.entity.order.push((Order::Column(column.metadata()), false));
        self
    }

    /// Sorts by a column of the joined rows the other way round, after all columns of the first table.
    #[must_use]
    pub fn order_by_desc<V: Comparable, A: ForRead, N>(mut self, column: Column<To, V, A, N>) -> Self {
        self.join.entity.order.push((Order::Column(column.metadata()), true));
        self
    }

    /// Asks for a sum or the like of joined rows, or for a value of theirs by which rows are grouped.
    ///
    /// ```
    /// use earlybound::query::{Aggregate, Fetch};
    /// use earlybound::service::Answer;
    /// use dataverse::account::many_to_one::ACCOUNT_PRIMARY_CONTACT;
    /// use dataverse::{Account, account, contact};
    ///
    /// let (name, total) = (contact::FULLNAME.group("contact"), account::REVENUE.sum("total"));
    /// let fetch = Fetch::<Account>::new().aggregate(&total).link(ACCOUNT_PRIMARY_CONTACT.link("c").aggregate(&name));
    /// let body = r#"{"value": [{"contact": "Ada", "total": 7.0}]}"#;
    /// let page = fetch.request()?.read(Answer::new(200, [("Content-Type", "application/json")], body))?;
    /// assert_eq!(name.of(&page.rows[0])?.as_deref(), Some("Ada"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn aggregate<V>(mut self, aggregate: &Aggregate<To, V>) -> Self {
        self.join.entity.functions.push(aggregate.function());
        self
    }

    /// Joins rows of another table to these.
    #[must_use]
    pub fn link<Other>(mut self, link: Link<To, Other>) -> Self {
        self.join.entity.links.push(link.join);
        self
    }

    /// Returns what finds the value of a column in the answer.
    ///
    /// ```
    /// use earlybound::query::Fetch;
    /// use earlybound::service::Answer;
    /// use dataverse::account::many_to_one::ACCOUNT_PRIMARY_CONTACT;
    /// use dataverse::{Account, contact};
    ///
    /// let link = ACCOUNT_PRIMARY_CONTACT.link("c").select(contact::FULLNAME);
    /// let name = link.column(contact::FULLNAME);
    /// let request = Fetch::<Account>::new().link(link).request()?;
    /// let body = r#"{"value": [{"name": "Contoso", "c.fullname": "Ada"}]}"#;
    /// let page = request.read(Answer::new(200, [("Content-Type", "application/json")], body))?;
    /// assert_eq!(name.of(&page.rows[0])?.as_deref(), Some("Ada"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn column<V, A: ForRead, N>(&self, column: Column<To, V, A, N>) -> Linked<V> {
        Linked { name: format!("{}.{}", self.join.alias, column.logical_name), of: PhantomData }
    }

    pub(super) fn into_join(self) -> Join {
        self.join
    }
}

/// The value of a joined row's column, in the answer.
pub struct Linked<V> {
    name: String,
    of: PhantomData<fn() -> V>,
}

impl<V> Linked<V> {
    /// Returns the value; `None` if there is none.
    ///
    /// # Errors
    ///
    /// Returns an error if the answer has something else.
    pub fn of(&self, row: &impl Row) -> serde_json::Result<Option<V>>
    where
        Option<V>: Field,
    {
        named::value(row, &self.name)
    }

    /// Returns the value as users see it (the label of a choice, the name of a row), if the request asked for annotations.
    pub fn formatted(&self, row: &impl Row) -> Option<String> {
        named::formatted(row, &self.name)
    }
}

impl<V> fmt::Debug for Linked<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

impl<R, To> Clone for Link<R, To> {
    fn clone(&self) -> Self {
        Self { join: self.join.clone(), of: PhantomData }
    }
}

impl<R, To> fmt::Debug for Link<R, To> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.join, f)
    }
}
