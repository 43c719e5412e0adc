//! Calling: structs as the parameters of actions and functions.

use earlybound::{Id, Invoke, Message, Uuid};
use earlybound_generated::msdyn_ocliveworkitem;
use earlybound_generated::queue;
use earlybound_generated::{Account, MsdynOcliveworkitem};

/// Ends a conversation.
#[derive(Message)]
#[message(table = msdyn_ocliveworkitem, name = CCaaSEndSession, bound = row)]
struct EndSession {
    reason: String,
    #[message(name = "msdyn_Note")]
    note: Option<&'static str>,
}

/// The queues of a user, by a function.
#[derive(Message)]
#[message(table = queue, name = RetrieveUserQueues, bound = none)]
struct UserQueues {
    user_id: Uuid,
    include_public: bool,
}

/// A message without parameters, on a table, with what the reference says said again.
#[derive(Message)]
#[message(table = queue, name = AddPrincipalToQueue, bound = table, action)]
struct AddAll {
    r#type: Option<Id<Account>>,
}

pub(crate) fn run() -> Result<(), Box<dyn std::error::Error>> {
    let conversation: Id<MsdynOcliveworkitem> = Uuid::from_u128(7).into();
    let end = EndSession { reason: "Done".to_owned(), note: None }.on(conversation).request()?;
    let row = "/msdyn_ocliveworkitems(00000000-0000-0000-0000-000000000007)";
    assert_eq!(end.path(), format!("{row}/Microsoft.Dynamics.CRM.CCaaS_EndSession"));
    assert_eq!(end.body(), Some(r#"{"Reason":"Done"}"#));
    let end = EndSession { reason: "Done".to_owned(), note: Some("Thanks") }.on(conversation).request()?;
    assert_eq!(end.body(), Some(r#"{"Reason":"Done","msdyn_Note":"Thanks"}"#));

    let queues = Invoke::from(UserQueues { user_id: Uuid::from_u128(1), include_public: true }).request()?;
    let expected = "/RetrieveUserQueues(UserId=@UserId,IncludePublic=@IncludePublic)\
                    ?@UserId=00000000-0000-0000-0000-000000000001&@IncludePublic=true";
    assert_eq!(queues.path(), expected);

    let all = Invoke::from(AddAll { r#type: None }).request()?;
    assert_eq!((all.path(), all.body()), ("/queues/Microsoft.Dynamics.CRM.AddPrincipalToQueue", None));
    Ok(())
}
