//! Tables as a whole.

use earlybound_schema::cascade::{CascadeAction, CascadeType, RelationshipBehavior};
use earlybound_schema::{OwnershipType, TableType};

use super::column::ColumnMetadata;
use super::key::AlternateKeyMetadata;
use super::message::MessageMetadata;
use super::relationship::{ManyToManyMetadata, OneToManyMetadata};

/// A table, as the reference describes it.
///
/// Lists are sorted by name, byte by byte: relationships by schema name, columns by logical name, first those that are
/// fields of the row, then the others. The methods that look a name up rely on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableMetadata {
    /// The name in code, lower case.
    pub logical_name: &'static str,
    /// The name as its author wrote it.
    pub schema_name: Option<&'static str>,
    /// The name that users see.
    pub display_name: Option<&'static str>,
    /// The plural that users see.
    pub display_collection_name: Option<&'static str>,
    /// The name in Web API addresses.
    pub entity_set_name: Option<&'static str>,
    /// The plural of the schema name.
    pub collection_schema_name: Option<&'static str>,
    /// The plural of the logical name. Not always the name in addresses.
    pub logical_collection_name: Option<&'static str>,
    /// The column that holds a row's id.
    pub primary_id_attribute: Option<&'static str>,
    /// The column that holds a row's name.
    pub primary_name_attribute: Option<&'static str>,
    /// The ownership of its rows.
    pub ownership_type: Option<OwnershipType>,
    /// The storage of its rows.
    pub table_type: Option<TableType>,
    /// True if rows are instances of a business process flow.
    pub is_bpf_entity: Option<bool>,
    /// True if only additions to the table were read, not the page that they extend. Much is unknown then.
    pub partial: bool,
    /// The products that say something about the table, base first.
    pub layers: &'static [LayerMetadata],
    /// The number of columns that are fields of the row: the first ones.
    pub fields: usize,
    /// The columns, also those that are no field of the row.
    pub columns: &'static [ColumnMetadata],
    /// The alternate keys. Pages list none.
    pub keys: &'static [AlternateKeyMetadata],
    /// The messages that the table supports.
    pub messages: &'static [MessageMetadata],
    /// Messages that are there to be subscribed to, not to be sent.
    pub events: &'static [MessageMetadata],
    /// Relationships in which rows of this table point at others.
    pub many_to_one: &'static [OneToManyMetadata],
    /// Relationships in which others point at rows of this table.
    pub one_to_many: &'static [OneToManyMetadata],
    /// Relationships through an intersect table.
    pub many_to_many: &'static [ManyToManyMetadata],
}

impl TableMetadata {
    /// A table without a name, of which nothing is known.
    pub const UNKNOWN: Self = Self {
        logical_name: "",
        schema_name: None,
        display_name: None,
        display_collection_name: None,
        entity_set_name: None,
        collection_schema_name: None,
        logical_collection_name: None,
        primary_id_attribute: None,
        primary_name_attribute: None,
        ownership_type: None,
        table_type: None,
        is_bpf_entity: None,
        partial: false,
        layers: &[],
        fields: 0,
        columns: &[],
        keys: &[],
        messages: &[],
        events: &[],
        many_to_one: &[],
        one_to_many: &[],
        many_to_many: &[],
    };

    /// The index of the field of that column.
    pub(crate) fn field(&self, logical_name: &str) -> Option<usize> {
        let fields = self.columns.get(..self.fields)?;
        fields.binary_search_by(|column| column.logical_name.cmp(logical_name)).ok()
    }

    /// The column of that logical name.
    pub fn column(&self, logical_name: &str) -> Option<&'static ColumnMetadata> {
        let (fields, others) = self.columns.split_at_checked(self.fields)?;
        [fields, others].into_iter().find_map(|columns| {
            columns.get(columns.binary_search_by(|column| column.logical_name.cmp(logical_name)).ok()?)
        })
    }

    /// The property that holds a column which is no lookup. A column that is not described has its own name there.
    pub(crate) fn property(&self, column: &'static str) -> &'static str {
        self.column(column).map_or(column, ColumnMetadata::property)
    }

    /// The message of that name, also one that can only be subscribed to.
    pub fn message(&self, name: &str) -> Option<&'static MessageMetadata> {
        [self.messages, self.events].into_iter().find_map(|list| {
            let index = list.binary_search_by(|message| message.name.cmp(name)).ok()?;
            list.get(index)
        })
    }

    /// The relationships through which one column of this table points at other tables: several where the column is a
    /// lookup on several tables.
    pub fn many_to_one_on(&self, column: &str) -> impl Iterator<Item = &'static OneToManyMetadata> {
        self.many_to_one.iter().filter(move |relationship| relationship.referencing_attribute == Some(column))
    }

    /// The one-to-many relationship of that schema name, from whichever side this table sees it.
    pub fn one_to_many(&self, schema_name: &str) -> Option<&'static OneToManyMetadata> {
        [self.many_to_one, self.one_to_many].into_iter().find_map(|list| {
            let index = list.binary_search_by(|relationship| relationship.schema_name.cmp(schema_name)).ok()?;
            list.get(index)
        })
    }

    /// The many-to-many relationship of that schema name.
    pub fn many_to_many(&self, schema_name: &str) -> Option<&'static ManyToManyMetadata> {
        let by_name = |relationship: &ManyToManyMetadata| relationship.schema_name.cmp(schema_name);
        let index = self.many_to_many.binary_search_by(by_name).ok()?;
        self.many_to_many.get(index)
    }

    /// The relationships through which `action` on a row of this table concerns the rows that point at it, with what
    /// they state. `NoCascade` and what is not stated are left out. Nothing is allocated.
    ///
    /// ```
    /// use earlybound::{CascadeAction, CascadeType};
    /// use dataverse::account;
    ///
    /// let stated = account::TABLE.cascading(CascadeAction::Delete);
    /// let mut blocking = stated.filter(|(_, cascade)| *cascade == CascadeType::Restrict);
    /// let (first, _) = blocking.next().unwrap();
    /// assert_eq!((first.referencing_entity, first.referencing_attribute), (Some("entitlement"), Some("customerid")));
    /// ```
    pub fn cascading(
        &self,
        action: CascadeAction,
    ) -> impl Iterator<Item = (&'static OneToManyMetadata, CascadeType)> + use<> {
        self.one_to_many.iter().filter_map(move |relationship| match relationship.cascade.get(action) {
            None | Some(CascadeType::NoCascade) => None,
            Some(cascade) => Some((relationship, cascade)),
        })
    }

    /// The relationships of that class through which rows point at rows of this table. Nothing is allocated.
    pub fn behaving(&self, behavior: RelationshipBehavior) -> impl Iterator<Item = &'static OneToManyMetadata> + use<> {
        self.one_to_many.iter().filter(move |relationship| relationship.behavior() == Some(behavior))
    }
}

/// One layer of a table: a product that says something about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LayerMetadata {
    /// The product, such as `Microsoft Dataverse`.
    pub product: Option<&'static str>,
    /// The day that the reference was made, as it writes it: `08/26/2024`.
    pub date: Option<&'static str>,
    /// True if the product describes the whole table, not additions to it.
    pub full: bool,
}

impl LayerMetadata {
    /// A layer of which nothing is known.
    pub const UNKNOWN: Self = Self { product: None, date: None, full: false };
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn regarding(schema_name: &'static str, column: &'static str) -> OneToManyMetadata {
        OneToManyMetadata { schema_name, referencing_attribute: Some(column), ..OneToManyMetadata::UNKNOWN }
    }

    static TASK: TableMetadata = TableMetadata {
        logical_name: "task",
        columns: &[
            ColumnMetadata { logical_name: "activityid", ..ColumnMetadata::UNKNOWN },
            ColumnMetadata { logical_name: "subject", ..ColumnMetadata::UNKNOWN },
        ],
        messages: &[MessageMetadata { name: "Create", ..MessageMetadata::UNKNOWN }],
        events: &[MessageMetadata { name: "Retain", ..MessageMetadata::UNKNOWN }],
        many_to_one: &[
            regarding("Account_Tasks", "regardingobjectid"),
            regarding("Contact_Tasks", "regardingobjectid"),
            regarding("lk_task_createdby", "createdby"),
        ],
        one_to_many: &[regarding("Task_Annotation", "objectid")],
        ..TableMetadata::UNKNOWN
    };

    #[test]
    fn names_are_found_on_both_sides() {
        assert_eq!(TASK.column("subject").map(|column| column.logical_name), Some("subject"));
        assert_eq!(TASK.column("Subject"), None);
        assert_eq!(TASK.message("Retain").map(|message| message.name), Some("Retain"));
        assert_eq!(TASK.one_to_many("Task_Annotation").and_then(|it| it.referencing_attribute), Some("objectid"));
        assert_eq!(
            TASK.one_to_many("Contact_Tasks").and_then(|it| it.referencing_attribute),
            Some("regardingobjectid")
        );
        assert_eq!(TASK.many_to_many("Contact_Tasks"), None);
    }

    #[test]
    fn a_column_has_all_its_relationships() {
        let names: Vec<_> = TASK.many_to_one_on("regardingobjectid").map(|it| it.schema_name).collect();
        assert_eq!(names, ["Account_Tasks", "Contact_Tasks"]);
    }
}
