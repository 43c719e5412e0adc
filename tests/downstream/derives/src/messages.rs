//! Calling: structs as the parameters of actions and functions.

use earlybound::{Id, Invoke, Message, Uuid};
use earlybound_generated::msdyn_ocliveworkitem;
use earlybound_generated::referenced::Systemuser;
use earlybound_generated::{Account, MsdynOcliveworkitem, Queue, queue, transactioncurrency};

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
    principal: Id<Systemuser>,
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
    Ok(())
}
