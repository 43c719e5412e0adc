//! Tables of one's own, as generated code has them: with columns and names that the shipped reference has none of.

#![allow(
    dead_code,
    unreachable_pub,
    missing_docs,
    reason = "it stands for generated code, and each test uses its part"
)]

use earlybound::column::{CreateOnly, ReadOnly, Required};
use earlybound::metadata::{
    Binding, ColumnMetadata, ColumnType, DateTimeBehavior, LazyTable, MessageKind, MessageMetadata, OneToManyMetadata,
    OptionMetadata, ParameterMetadata, ParameterType, RequiredLevel, TableMetadata,
};
use earlybound::{
    Annotations, Column, Date, DateTime, Decimal, Id, Lookup, ManagedProperty, ManyToMany, ManyToOne, OneToMany, Table,
    Timestamp, Uuid,
};

/// A row of `new_loan`. Fields and columns are sorted by logical name.
pub struct Loan {
    pub amount: Option<Decimal>,
    pub contract: Option<Uuid>,
    pub day: Option<Date>,
    pub due: Option<DateTime>,
    pub item: Option<Lookup<ItemTarget>>,
    pub label: Option<String>,
    pub number: Option<i64>,
    pub open: Option<ManagedProperty>,
    pub photo: Option<Vec<u8>>,
    pub since: Option<Timestamp>,
    pub tags: Option<Vec<Tag>>,
    pub unnamed: Option<Lookup<Id<Unknown>>>,
    pub owner: Option<Lookup<Id<SystemUser>>>,
    pub annotations: Annotations,
}

earlybound::row!(
    Loan,
    annotations { amount, contract, day, due, item, label, number, open, photo, since, tags, unnamed, owner }
);

pub const AMOUNT: Column<Loan, Decimal> = Column::new("new_amount");
pub const CONTRACT: Column<Loan, Uuid> = Column::new("new_contract");
pub const DAY: Column<Loan, Date> = Column::new("new_day");
pub const DUE: Column<Loan, DateTime> = Column::new("new_due");
pub const ITEM: Column<Loan, Lookup<ItemTarget>> = Column::new("new_item");
pub const LABEL: Column<Loan, String, CreateOnly> = Column::new("new_label");
pub const NUMBER: Column<Loan, i64> = Column::new("new_number");
pub const OPEN: Column<Loan, ManagedProperty> = Column::new("new_open");
pub const PHOTO: Column<Loan, Vec<u8>> = Column::new("new_photo");
pub const SINCE: Column<Loan, Timestamp, ReadOnly> = Column::new("new_since");
pub const TAGS: Column<Loan, Vec<Tag>> = Column::new("new_tags");
pub const UNNAMED: Column<Loan, Lookup<Id<Unknown>>> = Column::new("new_unnamed");
pub const OWNER: Column<Loan, Lookup<Id<SystemUser>>, earlybound::column::ReadWrite, Required> = Column::new("ownerid");

pub const LOAN_BOOK: ManyToOne<Loan, Book> = ManyToOne::new("new_loan_book");
/// A relationship whose navigation property is not stated.
pub const LOAN_UNNAMED: ManyToOne<Loan, Book> = ManyToOne::new("new_loan_unnamed");
pub const LOANS: OneToMany<Book, Loan> = OneToMany::new("new_loan_book");
pub const SHELVES: ManyToMany<Book, Book> = ManyToMany::new("new_book_book");

/// A row of `new_book`.
pub struct Book {
    pub title: Option<String>,
    pub annotations: Annotations,
}

earlybound::row!(Book, annotations { title });

pub const TITLE: Column<Book, String> = Column::new("new_title");

/// A table that is only named.
pub enum Unknown {}
impl Table for Unknown {
    const LOGICAL_NAME: &'static str = "new_unknown";
}

/// Users, as most references have them: named, not described.
pub enum SystemUser {}
impl Table for SystemUser {
    const LOGICAL_NAME: &'static str = "systemuser";
}

pub enum ItemTarget {
    Book(Id<Book>),
    Unknown(Id<Unknown>),
    Other(earlybound::EntityReference),
}
earlybound::target!(ItemTarget { Book: Book = "new_book", Unknown: Unknown = "new_unknown" });

pub enum Tag {
    Old,
    Rare,
    Other(i32),
}
earlybound::choice!(Tag { Old = 1, Rare = 9 } r#"
    1 ""
    9 ""
"#);

const TAGS_OF_LOANS: &[OptionMetadata] =
    &[OptionMetadata { value: 1, ..OptionMetadata::UNKNOWN }, OptionMetadata { value: 9, ..OptionMetadata::UNKNOWN }];

const fn column(logical_name: &'static str, column_type: ColumnType) -> ColumnMetadata {
    ColumnMetadata { logical_name, column_type, ..ColumnMetadata::UNKNOWN }
}

const fn points(
    name: &'static str,
    column: &'static str,
    to: &'static str,
    nav: Option<&'static str>,
) -> OneToManyMetadata {
    OneToManyMetadata {
        schema_name: name,
        referencing_entity: Some("new_loan"),
        referencing_attribute: Some(column),
        referenced_entity: Some(to),
        referencing_entity_navigation_property_name: nav,
        ..OneToManyMetadata::UNKNOWN
    }
}

pub static LOAN: LazyTable = LazyTable::given(&TableMetadata {
    logical_name: "new_loan",
    // No plural that one would guess.
    entity_set_name: Some("new_loansdata"),
    primary_id_attribute: Some("new_loanid"),
    fields: 13,
    columns: &[
        column("new_amount", ColumnType::Decimal { min: None, max: None, precision: None }),
        column("new_contract", ColumnType::File { max_size_in_kb: None }),
        column("new_day", ColumnType::DateTime { behavior: Some(DateTimeBehavior::DateOnly), format: "" }),
        column("new_due", ColumnType::DateTime { behavior: Some(DateTimeBehavior::TimeZoneIndependent), format: "" }),
        column("new_item", ColumnType::Lookup { targets: &["new_book", "new_unknown"] }),
        ColumnMetadata {
            is_valid_for_update: Some(false),
            ..column("new_label", ColumnType::String { max_length: None, format: "" })
        },
        column("new_number", ColumnType::BigInt { min: None, max: None }),
        column("new_open", ColumnType::ManagedProperty),
        column("new_photo", ColumnType::Image { max_size_in_kb: None }),
        ColumnMetadata {
            is_valid_for_create: Some(false),
            is_valid_for_update: Some(false),
            ..column("new_since", ColumnType::DateTime { behavior: Some(DateTimeBehavior::UserLocal), format: "" })
        },
        column("new_tags", ColumnType::MultiSelectPicklist { options: TAGS_OF_LOANS, default: None, set: None }),
        column("new_unnamed", ColumnType::Lookup { targets: &["new_unknown"] }),
        ColumnMetadata {
            required_level: Some(RequiredLevel::SystemRequired),
            ..column("ownerid", ColumnType::Owner { targets: &["systemuser"] })
        },
    ],
    many_to_one: &[
        points("new_loan_book", "new_item", "new_book", Some("new_Item_new_book")),
        points("new_loan_owner", "ownerid", "owner", Some("ownerid")),
        points("new_loan_unknown", "new_item", "new_unknown", Some("new_Item_new_unknown")),
        points("new_loan_unnamed", "new_unnamed", "new_unknown", None),
    ],
    ..TableMetadata::UNKNOWN
});

pub static BOOK: LazyTable = LazyTable::given(&TableMetadata {
    logical_name: "new_book",
    entity_set_name: Some("new_books"),
    primary_id_attribute: Some("new_bookid"),
    fields: 1,
    columns: &[column("new_title", ColumnType::String { max_length: None, format: "" })],
    one_to_many: &[OneToManyMetadata {
        schema_name: "new_loan_book",
        referencing_entity: Some("new_loan"),
        referenced_entity_navigation_property_name: Some("new_Loans"),
        ..OneToManyMetadata::UNKNOWN
    }],
    many_to_many: &[earlybound::metadata::ManyToManyMetadata {
        schema_name: "new_book_book",
        entity1_navigation_property_name: Some("new_book_book"),
        ..earlybound::metadata::ManyToManyMetadata::UNKNOWN
    }],
    ..TableMetadata::UNKNOWN
});

impl Table for Loan {
    const LOGICAL_NAME: &'static str = "new_loan";
    const ENTITY_SET_NAME: Option<&'static str> = Some("new_loansdata");

    fn metadata() -> Option<&'static TableMetadata> {
        Some(LOAN.get())
    }
}

impl Table for Book {
    const LOGICAL_NAME: &'static str = "new_book";
    const ENTITY_SET_NAME: Option<&'static str> = Some("new_books");

    fn metadata() -> Option<&'static TableMetadata> {
        Some(BOOK.get())
    }
}

const fn parameter(name: &'static str, parameter_type: ParameterType, optional: bool) -> ParameterMetadata {
    ParameterMetadata { name, parameter_type: Some(parameter_type), optional }
}

/// A message of which everything is stated.
pub static REMIND: MessageMetadata = MessageMetadata {
    name: "new_Remind",
    kind: Some(MessageKind::Action),
    binding: Some(Binding::Entity),
    parameters: &[
        parameter("Words", ParameterType::String, false),
        parameter("Times", ParameterType::Integer, false),
        parameter("Reader", ParameterType::EntityReference, true),
    ],
    ..MessageMetadata::UNKNOWN
};

/// A function of which only the kind is stated, as on pages.
pub static COUNT: MessageMetadata =
    MessageMetadata { name: "new_Count", kind: Some(MessageKind::Function), ..MessageMetadata::UNKNOWN };

/// A message of which nothing is stated.
pub static SILENT: MessageMetadata = MessageMetadata { name: "new_Silent", ..MessageMetadata::UNKNOWN };
