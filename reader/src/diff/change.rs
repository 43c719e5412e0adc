//! Changes: what differs between two versions of a reference, and how bad that is.

use earlybound_schema::vocabulary;

vocabulary! {
    /// The effect of a change on programs, the worst first.
    pub Severity {
        /// Code that compiled no longer does, or the service refuses what it took.
        Breaking = "breaking",
        /// The service answers and does something else.
        Behavioural = "behavioural",
        /// More is possible.
        Additive = "additive",
        /// Words for people.
        Text = "text",
    }
}

vocabulary! {
    /// The kind of a change.
    pub ChangeKind {
        /// The table is new.
        TableAdded = "TableAdded",
        /// The table is gone.
        TableRemoved = "TableRemoved",
        /// A fact about the table as a whole.
        TableChanged = "TableChanged",
        /// The column is new.
        ColumnAdded = "ColumnAdded",
        /// The column is gone.
        ColumnRemoved = "ColumnRemoved",
        /// A fact about a column.
        ColumnChanged = "ColumnChanged",
        /// The value of a choice is new.
        OptionAdded = "OptionAdded",
        /// The value of a choice is gone.
        OptionRemoved = "OptionRemoved",
        /// A fact about the value of a choice.
        OptionChanged = "OptionChanged",
        /// A lookup can point at one more table.
        TargetAdded = "TargetAdded",
        /// A lookup can point at one table less.
        TargetRemoved = "TargetRemoved",
        /// The alternate key is new.
        KeyAdded = "KeyAdded",
        /// The alternate key is gone.
        KeyRemoved = "KeyRemoved",
        /// The message is new.
        MessageAdded = "MessageAdded",
        /// The message is gone.
        MessageRemoved = "MessageRemoved",
        /// A fact about a message.
        MessageChanged = "MessageChanged",
        /// A parameter of a message is new.
        ParameterAdded = "ParameterAdded",
        /// A parameter of a message is gone.
        ParameterRemoved = "ParameterRemoved",
        /// A fact about a parameter of a message.
        ParameterChanged = "ParameterChanged",
        /// A complex type or an enum type is new.
        TypeAdded = "TypeAdded",
        /// A complex type or an enum type is gone.
        TypeRemoved = "TypeRemoved",
        /// A fact about a complex type or an enum type.
        TypeChanged = "TypeChanged",
        /// A property of a complex type is new.
        PropertyAdded = "PropertyAdded",
        /// A property of a complex type is gone.
        PropertyRemoved = "PropertyRemoved",
        /// A fact about a property of a complex type.
        PropertyChanged = "PropertyChanged",
        /// A member of an enum type is new.
        MemberAdded = "MemberAdded",
        /// A member of an enum type is gone.
        MemberRemoved = "MemberRemoved",
        /// A fact about a member of an enum type.
        MemberChanged = "MemberChanged",
        /// The relationship is new.
        RelationshipAdded = "RelationshipAdded",
        /// The relationship is gone.
        RelationshipRemoved = "RelationshipRemoved",
        /// A fact about a relationship.
        RelationshipChanged = "RelationshipChanged",
        /// The effect of an action on the rows that point at a row.
        CascadeChanged = "CascadeChanged",
        /// Generated code has no name any more for what is as it was.
        NameRemoved = "NameRemoved",
        /// Generated code has another name for what is as it was.
        NameChanged = "NameChanged",
    }
}

/// A difference between two versions. Changes are ordered by table, then the worst first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "PascalCase"))]
pub struct Change {
    /// The logical name of the table; empty for signatures of messages, and for complex types and enum types.
    #[cfg_attr(feature = "serde", serde(rename = "Table"))]
    pub table: String,
    /// The effect on programs.
    pub severity: Severity,
    /// The kind of the change.
    pub kind: ChangeKind,
    /// The logical or schema name of what changed: `column.Property`, `column=value` for an option,
    /// `relationship.Action` for a cascade, `message.Parameter.Property` for a signature.
    pub item: String,
    /// The value in the older version.
    pub old: Option<String>,
    /// The value in the newer version.
    pub new: Option<String>,
}
