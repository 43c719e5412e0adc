//! Names that would say something else in an address: every request that would say one is an error.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

use earlybound::metadata::{ColumnMetadata, ColumnType, LazyTable, MessageMetadata, OneToManyMetadata, TableMetadata};
use earlybound::request::RequestProblem;
use earlybound::{Annotations, Argument, Column, Create, Id, Invoke, Key, Lookup, OneToMany, Request, RequestError};
use earlybound::{Table, Uuid};

const SET: &str = "systemusers(1)/x?$filter=a#";
const COLUMN: &str = "new_a eq 1 or new_b";
const PROPERTY: &str = "new_r/$ref";
const MESSAGE: &str = "new_Go/../WhoAmI?a=b#";

/// A row of a table in whose names somebody hid more.
struct Odd {
    text: Option<String>,
    annotations: Annotations,
}

earlybound::row!(Odd, annotations { text });

const TEXT: Column<Odd, String> = Column::new(COLUMN);
const ODDS: OneToMany<Odd, Good> = OneToMany::new("new_r");

const fn column(logical_name: &'static str, column_type: ColumnType) -> ColumnMetadata {
    ColumnMetadata { logical_name, column_type, ..ColumnMetadata::UNKNOWN }
}

static ODD: LazyTable = LazyTable::given(&TableMetadata {
    logical_name: "new_odd",
    entity_set_name: Some(SET),
    fields: 1,
    columns: &[column(COLUMN, ColumnType::String { max_length: None, format: "" })],
    one_to_many: &[OneToManyMetadata {
        schema_name: "new_r",
        referencing_entity: Some("new_good"),
        referenced_entity_navigation_property_name: Some(PROPERTY),
        ..OneToManyMetadata::UNKNOWN
    }],
    ..TableMetadata::UNKNOWN
});

impl Table for Odd {
    const LOGICAL_NAME: &'static str = "new_odd";
    const ENTITY_SET_NAME: Option<&'static str> = Some(SET);
    fn metadata() -> Option<&'static TableMetadata> {
        Some(ODD.get())
    }
}

/// A row of a table whose names are in order.
struct Good {
    odd: Option<Lookup<Id<Odd>>>,
    annotations: Annotations,
}

earlybound::row!(Good, annotations { odd });

const LOOKUP: Column<Good, Lookup<Id<Odd>>> = Column::new("new_oddid");

static GOOD: LazyTable = LazyTable::given(&TableMetadata {
    logical_name: "new_good",
    entity_set_name: Some("new_goods"),
    fields: 1,
    columns: &[column("new_oddid", ColumnType::Lookup { targets: &["new_odd"] })],
    ..TableMetadata::UNKNOWN
});

impl Table for Good {
    const LOGICAL_NAME: &'static str = "new_good";
    const ENTITY_SET_NAME: Option<&'static str> = Some("new_goods");
    fn metadata() -> Option<&'static TableMetadata> {
        Some(GOOD.get())
    }
}

static GO: MessageMetadata = MessageMetadata { name: MESSAGE, ..MessageMetadata::UNKNOWN };
static FINE: MessageMetadata = MessageMetadata { name: "new_Fine", ..MessageMetadata::UNKNOWN };

#[track_caller]
fn refused<T>(request: Result<T, RequestError>, names: &[&str]) {
    let Err(error) = request else { panic!("a request was built") };
    let name = |problem: &RequestProblem| match problem {
        RequestProblem::NotAnIdentifier { name } => name.clone(),
        problem => problem.to_string(),
    };
    assert_eq!(error.problems().iter().map(name).collect::<Vec<_>>(), names, "{error}");
}

#[test]
fn names_of_tables_and_columns() {
    let odd: Id<Odd> = Uuid::from_u128(7).into();
    let good: Id<Good> = Uuid::from_u128(8).into();
    refused(Request::delete(odd), &[SET]);
    refused(Request::delete(Key::alternate(TEXT, "x")), &[SET]);
    refused(Odd::query().request(), &[SET]);
    refused(Odd::query().filter(TEXT.eq("x")).order_by(TEXT).select(TEXT).request(), &[SET, COLUMN]);
    refused(Request::disassociate(odd, ODDS, good), &[SET]);
    refused(Create::<Good>::new().bind_to(LOOKUP, PROPERTY, "new_odds", odd).request(), &[PROPERTY]);
    refused(Create::<Good>::new().bind_to(LOOKUP, "new_odd", SET.to_owned(), odd).request(), &[SET]);
    refused(Create::<Good>::new().clear_through(LOOKUP, PROPERTY).request(), &[PROPERTY]);
}

#[test]
fn names_of_messages_parameters_and_enums() {
    let good: Id<Good> = Uuid::from_u128(8).into();
    refused(Invoke::bound(good, &GO).action().request(), &[MESSAGE]);
    refused(Invoke::unbound(&GO).function().request(), &[MESSAGE]);
    refused(Invoke::bound_to_table::<Odd>(&FINE).action().request(), &[SET]);
    refused(Invoke::bound(good, &FINE).function().with(String::from("A)?x=1&"), "v").request(), &["A)?x=1&"]);
    let member = Argument::member("E'x", "A");
    refused(Invoke::unbound(&FINE).function().with("A", member).request(), &["E'x"]);
    let fine = Invoke::unbound(&FINE).function().with("A", Argument::member("Rights", "A' or 'B")).request().unwrap();
    assert_eq!(fine.path(), "/new_Fine(A=@A)?@A=Microsoft.Dynamics.CRM.Rights'A''%20or%20''B'");
}
