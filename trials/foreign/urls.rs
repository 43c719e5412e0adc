//! Addresses of requests, and the texts that stand in them.

use std::error::Error;

use earlybound::metadata::{MessageKind, MessageMetadata};
use earlybound::query::Query;
use earlybound::{Id, Invoke, Key, Request, RequestError, Timestamp, Uuid};
use earlybound_generated::account::{self, StateCode, many_to_one, one_to_many};
use earlybound_generated::contact::many_to_one::CONTACT_CUSTOMER_ACCOUNTS;
use earlybound_generated::{Account, Contact, contact, task};
use serde_json::json;

/// Texts that mean something to addresses, to OData, or to both.
const TEXTS: &[&str] = &[
    "Contoso",
    "",
    " ",
    "O'Brien",
    "''",
    "'",
    "a' or true or 'a",
    "(sample)",
    ")",
    "a,b;c",
    "$filter=x",
    "a&$top=1",
    "#",
    "?",
    "100%",
    "%27",
    "+1 555",
    "a/b",
    "\\",
    "\"",
    "é ü ß",
    "日本語",
    "🦀",
    "a\tb",
    "line\nline",
    "null",
    "true",
    "@p1",
    "{}",
    "[\"x\"]",
    "<&>",
    "datetime'2020'",
];

static LOOK: MessageMetadata =
    MessageMetadata { name: "Look", kind: Some(MessageKind::Function), ..MessageMetadata::UNKNOWN };

pub(super) fn print() -> Result<(), Box<dyn Error>> {
    let plain = plain()?;
    plain.iter().for_each(|path| print_one(path, &[]));
    let under = account::ACCOUNTID.under(Id::from(Uuid::from_u128(7)));
    print_one(&path(Account::query().filter(under).request())?, &["00000000-0000-0000-0000-000000000007"]);
    for text in TEXTS {
        with_text(text)?.iter().for_each(|(path, texts)| print_one(path, texts));
    }
    Ok(())
}

fn print_one(path: &str, texts: &[&str]) {
    println!("{}", json!({ "path": path, "texts": texts }));
}

fn path<A>(request: Result<Request<A>, RequestError>) -> Result<String, RequestError> {
    Ok(request?.path().to_owned())
}

/// Addresses without texts: every kind of value and of option.
fn plain() -> Result<Vec<String>, Box<dyn Error>> {
    let row: Id<Account> = Uuid::from_u128(7).into();
    let time: Timestamp = "2016-09-28T22:57:53.5Z".parse()?;
    let query = Account::query;
    let filters = [
        account::REVENUE.gt(100_000).and(account::REVENUE.le(-7)),
        account::ADDRESS1_LATITUDE.eq(-47.25),
        account::CREDITONHOLD.ne(true),
        account::STATECODE.eq(StateCode::Active),
        account::PRIMARYCONTACTID.eq(Id::<Contact>::from(Uuid::from_u128(8))),
        account::CREATEDON.ge(time),
        account::NAME.is_null().or(account::REVENUE.is_not_null()),
        !account::STATECODE.eq(StateCode::Inactive),
        one_to_many::ACCOUNT_TASKS.exists(),
        one_to_many::ACCOUNT_TASKS.any(task::PRIORITYCODE.is_null()),
        one_to_many::CONTACT_CUSTOMER_ACCOUNTS.all(contact::CREDITONHOLD.eq(false)),
        account::CREATEDON.lt_column(account::MODIFIEDON),
    ];
    let mut paths = Vec::new();
    for filter in filters {
        paths.push(path(query().filter(filter.clone()).request())?);
        paths.push(path(query().select(account::NAME).filter(filter).order_by_desc(account::NAME).top(3).request())?);
    }
    for filter in [
        account::CREATEDON.last_x_days(30),
        account::CREATEDON.in_fiscal_period_and_year(1, 2024),
        account::OWNERID.equal_user_id(),
        account::NUMBEROFEMPLOYEES.between(5, 2000),
    ] {
        paths.push(path(query().filter(filter).request())?);
    }
    paths.push(path(query().count().order_by(account::NAME).request())?);
    paths.push(path(query().row_count())?);
    paths.push(path(Query::retrieve(row).select((account::NAME, account::REVENUE)).request())?);
    paths.push(path(one_to_many::ACCOUNT_TASKS.rows_of(row).select(task::SUBJECT).request())?);
    let contacts = one_to_many::CONTACT_CUSTOMER_ACCOUNTS.query().select(contact::FULLNAME).top(3);
    paths.push(path(query().expand(contacts).expand(many_to_one::ACCOUNT_PRIMARY_CONTACT).request())?);
    let nested = CONTACT_CUSTOMER_ACCOUNTS.query().select(account::NAME).expand(many_to_one::ACCOUNT_PARENT_ACCOUNT);
    paths.push(path(Contact::query().expand(nested).request())?);
    Ok(paths)
}

type WithTexts<'a> = (String, Vec<&'a str>);

/// Addresses with a text at each place that takes one.
fn with_text(text: &str) -> Result<Vec<WithTexts<'_>>, RequestError> {
    let to_contact = many_to_one::ACCOUNT_PRIMARY_CONTACT.to(contact::FULLNAME);
    let filters = [
        account::NAME.eq(text),
        account::NAME.ne(text).and(account::STATECODE.eq(StateCode::Active)),
        account::NAME.contains(text),
        !account::NAME.starts_with(text),
        account::NAME.ends_with(text).or(account::REVENUE.gt(5)),
        to_contact.eq(text),
        one_to_many::ACCOUNT_TASKS.any(task::SUBJECT.contains(text)),
    ];
    let mut paths = Vec::new();
    for filter in filters {
        paths.push((path(Account::query().select(account::NAME).filter(filter).top(1).request())?, vec![text]));
    }
    let twice = account::NAME.eq(text).or(account::ACCOUNTNUMBER.eq(text));
    paths.push((path(Account::query().filter(twice).request())?, vec![text, text]));
    let tasks = one_to_many::ACCOUNT_TASKS.query().filter(task::SUBJECT.eq(text)).select(task::SUBJECT);
    paths.push((path(Account::query().expand(tasks).request())?, vec![text]));
    paths.push((path(Invoke::unbound(&LOOK).with("For", text.to_owned()).request())?, vec![text]));
    // Some characters can stand in no key, and are refused.
    if let Ok(key) = path(Query::retrieve(Key::<Account>::alternate(account::ACCOUNTNUMBER, text)).request()) {
        paths.push((key, vec![text]));
    }
    Ok(paths)
}
