//! Calling: structs as the parameters of actions and functions.

use earlybound::derive::{IntoArgument, ValueType};
use earlybound::message::{AnyValue, Members, RowValue};
use earlybound::{Argument, Choice, Create, Id, Invoke, Key, Lookup, Message, Timestamp, Uuid};
use earlybound_generated::contact::ParentCustomerIdTarget;
use earlybound_generated::messages::{AccessRights, PrincipalAccess, RollupType};
use earlybound_generated::referenced::{Attachment, IncidentResolution, SystemUser};
use earlybound_generated::{Account, Contact, MsdynOcliveworkitem, Queue};
use earlybound_generated::{account, email, incident, msdyn_ocliveworkitem, queue, transactioncurrency};

/// Ends a conversation.
#[derive(Message)]
#[message(table = msdyn_ocliveworkitem, name = CCaaSEndSession, bound = row)]
struct EndSession {
    reason: String,
    #[message(name = "msdyn_Note")]
    note: Option<&'static str>,
}

/// The exchange rate of a currency, by a function.
#[derive(Message)]
#[message(table = transactioncurrency, name = RetrieveExchangeRate, bound = none)]
struct ExchangeRate {
    transaction_currency_id: Uuid,
}

/// A message on a table, of which the reference does not say what it takes.
#[derive(Message)]
#[message(table = msdyn_ocliveworkitem, name = CCaaSPickConversation, bound = table, action)]
struct PickAny {
    r#type: Option<Id<Account>>,
}

/// A message on a row, with what the reference says said again.
#[derive(Message)]
#[message(table = queue, name = AddPrincipalToQueue, bound = row, action)]
struct AddMember {
    principal: Id<SystemUser>,
}

/// The status of a closed case, as a choice of this program.
#[derive(Clone, Copy, Choice)]
#[choice(of = incident::StatusCode)]
enum Outcome {
    ProblemSolved,
    #[choice(other)]
    Other(i32),
}

/// An enum of one's own is the number of its option.
#[derive(Message)]
#[message(table = incident, name = CloseIncident, bound = none)]
struct Close {
    incident_resolution: RowValue<IncidentResolution>,
    status: Outcome,
}

/// The generated enum is too.
#[derive(Message)]
#[message(table = incident, name = IsValidStateTransition, bound = none)]
struct Transition {
    entity: Key<incident::Row>,
    new_state: &'static str,
    new_status: incident::StatusCode,
}

/// A complex type, and a lookup that may lead to a row of the right table.
#[derive(Message)]
#[message(table = account, name = GrantAccess, bound = none)]
struct Share {
    target: Lookup<ParentCustomerIdTarget>,
    principal_access: PrincipalAccess,
}

/// Rows, and an enum of the Web API; what is not checked until it is passed.
#[derive(Message)]
#[message(table = incident, name = Rollup, bound = none)]
struct Totals {
    target: &'static Id<Account>,
    query: Option<serde_json::Value>,
    rollup_type: RollupType,
}

/// Rows in all ways.
#[derive(Message)]
#[message(table = account, name = Merge, bound = none)]
struct MergeAccounts {
    target: AnyValue,
    subordinate: Account,
    update_content: Create<Account>,
    perform_parenting_checks: Flag,
}

/// A type of one's own that says what it is.
struct Flag(u8);

impl IntoArgument for Flag {
    const TYPE: ValueType = ValueType::Boolean;

    fn into_argument(self) -> Argument {
        (self.0 > 0).into()
    }
}

/// A list of rows, and texts in both forms.
#[derive(Message)]
#[message(table = email, name = DeliverPromoteEmail, bound = row)]
struct Promote {
    message_id: String,
    from: &'static str,
    to: &'static str,
    cc: &'static str,
    bcc: &'static str,
    received_on: Timestamp,
    submitted_by: &'static str,
    importance: &'static str,
    body: Argument,
    attachments: Vec<Id<Attachment>>,
}

pub(crate) fn run() -> Result<(), Box<dyn std::error::Error>> {
    let conversation: Id<MsdynOcliveworkitem> = Uuid::from_u128(7).into();
    let end = EndSession { reason: "Done".to_owned(), note: None }.on(conversation).request()?;
    let row = "/msdyn_ocliveworkitems(00000000-0000-0000-0000-000000000007)";
    assert_eq!(end.path(), format!("{row}/Microsoft.Dynamics.CRM.CCaaS_EndSession"));
    assert_eq!(end.body(), Some(r#"{"Reason":"Done"}"#));
    let end = EndSession { reason: "Done".to_owned(), note: Some("Thanks") }.on(conversation).request()?;
    assert_eq!(end.body(), Some(r#"{"Reason":"Done","msdyn_Note":"Thanks"}"#));

    let rate = Invoke::from(ExchangeRate { transaction_currency_id: Uuid::from_u128(1) }).request()?;
    let expected = "/RetrieveExchangeRate(TransactionCurrencyId=@TransactionCurrencyId)\
                    ?@TransactionCurrencyId=00000000-0000-0000-0000-000000000001";
    assert_eq!(rate.path(), expected);

    let any = Invoke::from(PickAny { r#type: None }).request()?;
    assert_eq!((any.path(), any.body()), ("/msdyn_ocliveworkitems/Microsoft.Dynamics.CRM.CCaaS_PickConversation", None));

    let queue: Id<Queue> = Uuid::from_u128(2).into();
    let add = AddMember { principal: Uuid::from_u128(1).into() }.on(queue).request()?;
    let path = "/queues(00000000-0000-0000-0000-000000000002)/Microsoft.Dynamics.CRM.AddPrincipalToQueue";
    let member = r#"{"@odata.type":"Microsoft.Dynamics.CRM.systemuser","ownerid":"00000000-0000-0000-0000-000000000001"}"#;
    assert_eq!((add.path(), add.body()), (path, Some(format!(r#"{{"Principal":{member}}}"#).as_str())));
    typed()
}

/// The parameters of messages whose types are known, in all forms that fit.
fn typed() -> Result<(), Box<dyn std::error::Error>> {
    let body = |call: Invoke| Ok::<_, earlybound::RequestError>(call.request()?.body().unwrap_or_default().to_owned());
    let account: Id<Account> = Uuid::from_u128(1).into();

    let resolution = RowValue::object([("subject", "Solved".into())]);
    let close = Close { incident_resolution: resolution.clone(), status: Outcome::ProblemSolved };
    assert!(body(close.into())?.ends_with(r#","subject":"Solved"},"Status":5}"#));
    assert!(body(Close { incident_resolution: resolution, status: Outcome::Other(7) }.into())?.ends_with(r#""Status":7}"#));

    let case: Id<incident::Row> = Uuid::from_u128(2).into();
    let status = incident::StatusCode::Canceled;
    let request = Invoke::from(Transition { entity: case.into(), new_state: "Closed", new_status: status }).request()?;
    assert!(request.path().contains("@NewStatus=6"), "{}", request.path());

    let rights: Members<AccessRights> = AccessRights::ReadAccess.into();
    let access = PrincipalAccess { access_mask: Some(rights), principal: Some(account.into()) };
    let target = Lookup::new(ParentCustomerIdTarget::from(Id::<Contact>::from(Uuid::from_u128(3)))).named("Ada");
    let shared = body(Share { target, principal_access: access }.into())?;
    let contact = r#"{"@odata.type":"Microsoft.Dynamics.CRM.contact","@odata.id":"contacts(00000000-0000-0000-0000-000000000003)"}"#;
    assert!(shared.starts_with(&format!(r#"{{"Target":{contact},"#)), "{shared}");
    assert!(shared.contains(r#""AccessMask":"ReadAccess""#), "{shared}");

    const NOWHERE: Id<Account> = Id::new(Uuid::nil());
    let totals = Totals { target: &NOWHERE, query: None, rollup_type: RollupType::Related };
    let path = Invoke::from(totals).request()?.path().to_owned();
    assert!(path.contains("@RollupType=Microsoft.Dynamics.CRM.RollupType'Related'"), "{path}");

    let merge = MergeAccounts {
        target: account.into(),
        subordinate: Account { accountid: Some(Uuid::from_u128(4).into()), ..Account::default() },
        update_content: Create::new().set(account::FAX, "7"),
        perform_parenting_checks: Flag(1),
    };
    let merged = body(merge.into())?;
    assert!(merged.contains(r#""Subordinate":{"#) && merged.ends_with(r#""PerformParentingChecks":true}"#), "{merged}");

    let promote = Promote {
        message_id: "7".to_owned(),
        from: "a@contoso.com",
        to: "b@contoso.com",
        cc: "",
        bcc: "",
        received_on: "2026-11-26T08:00:00Z".parse()?,
        submitted_by: "a@contoso.com",
        importance: "1",
        body: "Hello".into(),
        attachments: Vec::new(),
    };
    let email: Id<email::Row> = Uuid::from_u128(5).into();
    assert!(promote.on(email).request()?.body().unwrap_or_default().ends_with(r#""Attachments":[]}"#));
    Ok(())
}
