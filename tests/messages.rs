//! Typed messages on the wire: each kind of parameter and answer, as the documentation of the Web API shows them.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use earlybound::message::{AnyValue, BoundTo, EnumType, Members, Message, MessageValue, RowValue};
use earlybound::metadata::{Binding, HttpMethod, MessageKind};
use earlybound::request::RequestProblem;
use earlybound::service::{Answer, ErrorKind};
use earlybound::{Argument, Create, Id, Key, Request, Table, Update, Uuid};
use earlybound_generated::messages::*;
use earlybound_generated::referenced::{Attachment, OpportunityClose, QueueItem, SystemUser, Team};
use earlybound_generated::{
    Account, Appointment, Contact, Email, Incident, Lead, Queue, TransactionCurrency, account, contact,
};
use serde_json::value::RawValue;
use serde_json::{Value as Json, json};

fn id<T>(number: u128) -> Id<T> {
    Uuid::from_u128(number).into()
}

fn body<A>(request: &Request<A>) -> Json {
    serde_json::from_str(request.body().unwrap()).unwrap()
}

fn answer(body: &str) -> Answer {
    Answer::new(200, [("Content-Type", "application/json; odata.metadata=minimal")], body)
}

const ONE: &str = "00000000-0000-0000-0000-000000000001";

#[test]
fn a_function_that_is_called_alone() {
    let request = WhoAmI::new().request().unwrap();
    assert_eq!((request.method(), request.path(), request.body()), (HttpMethod::Get, "/WhoAmI()", None));
    let response = request
        .read(answer(
            r##"{
                "@odata.context": "https://contoso.crm.dynamics.com/api/data/v9.2/$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse",
                "BusinessUnitId": "ded5a64f-f06d-e511-80d0-00155db07cb1",
                "UserId": "d96e9f55-f06d-e511-80d0-00155db07cb1",
                "OrganizationId": "4faf1f34-f06d-e511-80d0-00155db07cb1"
            }"##,
        ))
        .unwrap();
    assert_eq!(response.user_id, "d96e9f55-f06d-e511-80d0-00155db07cb1".parse().ok());
    assert_eq!(response.organization_id, "4faf1f34-f06d-e511-80d0-00155db07cb1".parse().ok());
    assert_eq!(response, response.clone());
    assert!(format!("{response:?}").starts_with("WhoAmIResponse { business_unit_id: Some(ded5a64f-"), "{response:?}");

    let error = request.read(Answer::new(401, [("Content-Type", "text/html")], "no token")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unauthenticated);
    let error = request.read(answer(r#"{"UserId": 7}"#)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unreadable);
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert!(source.starts_with("`UserId`: expected an id, found `7`"), "{source}");
}

#[test]
fn an_action_takes_a_new_row() {
    let opportunity = "/opportunities(b3828ac8-917a-e511-80d2-00155d2a68d2)";
    let close = RowValue::<OpportunityClose>::object([
        ("subject", "Won Opportunity".into()),
        ("opportunityid@odata.bind", opportunity.into()),
    ]);
    let request = WinOpportunity::new(close, 3).request().unwrap();
    assert_eq!((request.method(), request.path()), (HttpMethod::Post, "/WinOpportunity"));
    let expected = json!({
        "OpportunityClose": {
            "@odata.type": "Microsoft.Dynamics.CRM.opportunityclose",
            "subject": "Won Opportunity",
            "opportunityid@odata.bind": opportunity,
        },
        "Status": 3,
    });
    assert_eq!(body(&request), expected);
    request.read(Answer::new(204, [("OData-Version", "4.0")], "")).unwrap();
}

#[test]
fn the_id_of_a_row_of_a_table_without_a_page_has_no_name_that_anybody_states() {
    let received = "2026-11-26T08:00:00Z".parse().unwrap();
    let deliver = DeliverIncomingEmail::new("", "", "", "", "", received, "", "", "", [id::<Attachment>(1)]);
    let problems = deliver.on_table().request().unwrap_err();
    assert_eq!(problems.problems(), [RequestProblem::PrimaryId { table: "attachment".into() }]);
}

#[test]
fn an_action_on_a_row_leaves_out_what_it_is_not_given() {
    let queue: Id<Queue> = "56ae8258-4878-e511-80d4-00155d2a68d1".parse().unwrap();
    let add = AddToQueue::new(id::<Incident>(1));
    let request = add.on(queue).request().unwrap();
    let path = "/queues(56ae8258-4878-e511-80d4-00155d2a68d1)/Microsoft.Dynamics.CRM.AddToQueue";
    assert_eq!((request.method(), request.path()), (HttpMethod::Post, path));
    let target = json!({ "@odata.type": "Microsoft.Dynamics.CRM.incident", "incidentid": ONE });
    assert_eq!(body(&request), json!({ "Target": target }));

    let properties = RowValue::<QueueItem>::object([("priority", 1.into())]);
    let request = add.source_queue(id::<Queue>(1)).queue_item_properties(properties).on(queue).request().unwrap();
    let expected = json!({
        "Target": target,
        "SourceQueue": { "@odata.type": "Microsoft.Dynamics.CRM.queue", "queueid": ONE },
        "QueueItemProperties": { "@odata.type": "Microsoft.Dynamics.CRM.queueitem", "priority": 1 },
    });
    assert_eq!(body(&request), expected);
    let response = request.read(answer(r#"{"QueueItemId": "5aae8258-4878-e511-80d4-00155d2a68d1"}"#)).unwrap();
    assert_eq!(response.queue_item_id, "5aae8258-4878-e511-80d4-00155d2a68d1".parse().ok());
}

#[test]
fn a_function_on_rows_of_several_tables_answers_flags() {
    let function = RetrievePrincipalAccess::new(id::<Account>(1));
    let request = function.on(id::<SystemUser>(2)).request().unwrap();
    let path = format!(
        "/systemusers(00000000-0000-0000-0000-000000000002)/Microsoft.Dynamics.CRM.RetrievePrincipalAccess\
         (Target=@Target)?@Target=%7B'@odata.id':'accounts({ONE})'%7D"
    );
    assert_eq!(request.path(), path);
    assert!(function.on(id::<Team>(2)).request().unwrap().path().starts_with("/teams("));

    let rights = request.read(answer(r#"{"AccessRights": "ReadAccess, WriteAccess, new_Rights"}"#)).unwrap();
    let rights = rights.access_rights.unwrap();
    assert!(rights.contains(&AccessRights::ReadAccess) && rights.contains(&AccessRights::WriteAccess));
    assert!(!rights.contains(&AccessRights::DeleteAccess));
    // A member that nobody listed is kept, and written as it came.
    assert_eq!(rights.iter().last(), Some(&AccessRights::Other("new_Rights".into())));
    assert_eq!(rights.to_string(), "ReadAccess,WriteAccess,new_Rights");
    assert_eq!((AccessRights::ShareAccess.value(), AccessRights::from_name("x").value()), (Some(262_144), None));

    fn bound<M, T: BoundTo<M>>() -> &'static str {
        T::LOGICAL_NAME
    }
    assert_eq!(bound::<RetrievePrincipalAccess, SystemUser>(), "systemuser");
}

#[test]
fn a_complex_type_is_a_parameter() {
    let access = PrincipalAccess {
        access_mask: Some(AccessRights::ReadAccess | AccessRights::ShareAccess),
        principal: Some(id::<Team>(2).into()),
    };
    let request = GrantAccess::new(id::<Account>(1), access.clone()).request().unwrap();
    let expected = json!({
        "Target": { "@odata.type": "Microsoft.Dynamics.CRM.account", "accountid": ONE },
        "PrincipalAccess": {
            "AccessMask": "ReadAccess,ShareAccess",
            "Principal": {
                "@odata.type": "Microsoft.Dynamics.CRM.team",
                "ownerid": "00000000-0000-0000-0000-000000000002",
            },
        },
    });
    assert_eq!((request.path(), body(&request)), ("/GrantAccess", expected));
    assert_eq!(access, access.clone());
    assert_ne!(access, PrincipalAccess { principal: None, ..access.clone() });

    // Properties without a value are left out.
    let request = ModifyAccess::new(id::<Account>(1), PrincipalAccess::default()).request().unwrap();
    assert_eq!(body(&request)["PrincipalAccess"], json!({}));

    let request = RetrieveSharedPrincipalsAndAccess::new(id::<Account>(1)).request().unwrap();
    let shared = request
        .read(answer(
            r##"{"PrincipalAccesses": [{
                "AccessMask": "ReadAccess",
                "Principal": {"@odata.type": "#Microsoft.Dynamics.CRM.systemuser", "ownerid": "00000000-0000-0000-0000-000000000001"}
            }]}"##,
        ))
        .unwrap();
    let first = &shared.principal_accesses.as_ref().unwrap()[0];
    assert_eq!(first.access_mask, Some(Members::from(AccessRights::ReadAccess)));
    assert_eq!(first.principal.as_ref().unwrap().table().as_deref(), Some("systemuser"));
}

#[test]
fn a_function_takes_enums_and_answers_a_row_of_any_table() {
    let request = InitializeFrom::new(id::<Account>(1), "contact", TargetFieldType::ValidForCreate).request().unwrap();
    let path = format!(
        "/InitializeFrom(EntityMoniker=@EntityMoniker,TargetEntityName=@TargetEntityName,\
         TargetFieldType=@TargetFieldType)?@EntityMoniker=%7B'@odata.id':'accounts({ONE})'%7D\
         &@TargetEntityName='contact'&@TargetFieldType=Microsoft.Dynamics.CRM.TargetFieldType'ValidForCreate'"
    );
    assert_eq!(request.path(), path);
    let body = r##"{"@odata.type": "#Microsoft.Dynamics.CRM.contact", "address1_city": "Redmond"}"##;
    let row = request.read(answer(body)).unwrap();
    assert_eq!(row.table().as_deref(), Some("contact"));
    assert_eq!(row.read::<Contact>().unwrap().address1_city.as_deref(), Some("Redmond"));
    assert_eq!(row.read::<Json>().unwrap()["address1_city"], "Redmond");
    assert!(row.read::<Vec<Json>>().is_err());
}

#[test]
fn lists_go_and_come() {
    let request = RetrieveTotalRecordCount::new(["account", "contact"]).request().unwrap();
    let path = "/RetrieveTotalRecordCount(EntityNames=@EntityNames)\
                ?@EntityNames=%5B%22account%22,%22contact%22%5D";
    assert_eq!(request.path(), path);
    let body = r#"{"EntityRecordCountCollection": {
        "Count": 2, "IsReadOnly": false, "Keys": ["account", "contact"], "Values": [4711, 9007199254740993]
    }}"#;
    let counted = request.read(answer(body)).unwrap().entity_record_count_collection.unwrap();
    assert_eq!((counted.count, counted.is_read_only), (Some(2), Some(false)));
    assert_eq!(counted.keys, Some(vec!["account".to_owned(), "contact".to_owned()]));
    assert_eq!(counted.values, Some(vec![4711, 9_007_199_254_740_993]));
}

#[test]
fn rows_of_any_table_are_created_and_changed_together() {
    let new = |name: &'static str| Create::<Account>::new().set(account::NAME, name);
    let request = CreateMultiple::new([new("Contoso"), new("Fabrikam")]).on_table::<Account>().request().unwrap();
    assert_eq!(request.path(), "/accounts/Microsoft.Dynamics.CRM.CreateMultiple");
    let row = |name: &str| json!({ "@odata.type": "Microsoft.Dynamics.CRM.account", "name": name });
    assert_eq!(body(&request), json!({ "Targets": [row("Contoso"), row("Fabrikam")] }));
    let response = request.read(answer(&format!(r#"{{"Ids": ["{ONE}"]}}"#))).unwrap();
    assert_eq!(response.ids, Some(vec![Uuid::from_u128(1)]));

    let changed = Argument::row(id::<Account>(1), Update::new().set(account::NAME, "Contoso"));
    let request = UpdateMultiple::new([changed]).on_table::<Account>().request().unwrap();
    let expected = json!({ "@odata.type": "Microsoft.Dynamics.CRM.account", "accountid": ONE, "name": "Contoso" });
    assert_eq!(body(&request), json!({ "Targets": [expected] }));

    let key = Key::<Contact>::alternate(contact::EMAILADDRESS1, "ada@contoso.com");
    let row = Argument::upsert(key, Create::<Contact>::new().set(contact::FIRSTNAME, "Ada"));
    let request = UpsertMultiple::new([row]).on_table::<Contact>().request().unwrap();
    assert_eq!(body(&request)["Targets"][0]["@odata.id"], "contacts(emailaddress1='ada@contoso.com')");
}

#[test]
fn two_rows_are_merged() {
    let content = AnyValue::from(Create::<Account>::new().set(account::FAX, "1"));
    let request = Merge::new(id::<Account>(1), id::<Account>(2), content, false).request().unwrap();
    let row = |id: &str| json!({ "@odata.type": "Microsoft.Dynamics.CRM.account", "accountid": id });
    let expected = json!({
        "Target": row(ONE),
        "Subordinate": row("00000000-0000-0000-0000-000000000002"),
        "UpdateContent": { "@odata.type": "Microsoft.Dynamics.CRM.account", "fax": "1" },
        "PerformParentingChecks": false,
    });
    assert_eq!((request.path(), body(&request)), ("/Merge", expected));
}

/// <https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/book>
#[test]
fn an_answer_holds_objects_in_objects() {
    let request = Book::new(id::<Appointment>(1)).request().unwrap();
    let target = json!({ "@odata.type": "Microsoft.Dynamics.CRM.appointment", "activityid": ONE });
    assert_eq!((request.path(), body(&request)), ("/Book", json!({ "Target": target })));
    let response = request
        .read(answer(
            r#"{"ValidationResult": {"ValidationSuccess": false, "TraceInfo": {"ErrorInfoList": [
                {"ErrorCode": "NotEnoughResources", "ResourceList": [{"DisplayName": "Room 7"}]}
            ]}}}"#,
        ))
        .unwrap();
    let result = response.validation_result.unwrap();
    assert_eq!(result.validation_success, Some(false));
    let errors = result.trace_info.unwrap().error_info_list.unwrap();
    assert_eq!(errors[0].error_code.as_deref(), Some("NotEnoughResources"));
    assert_eq!(errors[0].resource_list.as_ref().unwrap()[0].display_name.as_deref(), Some("Room 7"));

    let request = ProcessInboundEmail::new().on(id::<Email>(1)).request().unwrap();
    let path = format!("/emails({ONE})/Microsoft.Dynamics.CRM.ProcessInboundEmail");
    assert_eq!((request.path(), request.body()), (path.as_str(), None));
    let request = SendTemplate::new(Uuid::from_u128(1), id::<SystemUser>(1), [id::<Contact>(1)], id::<Account>(1));
    let sent = body(&request.delivery_priority_code(2).request().unwrap());
    assert_eq!((&sent["TemplateId"], &sent["DeliveryPriorityCode"]), (&json!(ONE), &json!(2)));
    assert_eq!(sent["Recipients"], json!([{ "@odata.type": "Microsoft.Dynamics.CRM.contact", "contactid": ONE }]));
}

#[test]
fn a_message_answers_rows_of_its_table() {
    let request = RetrieveUserQueues::new(true).on(id::<SystemUser>(1)).request().unwrap();
    let path = format!(
        "/systemusers({ONE})/Microsoft.Dynamics.CRM.RetrieveUserQueues(IncludePublic=@IncludePublic)\
         ?@IncludePublic=true"
    );
    assert_eq!(request.path(), path);
    let page = request.read(answer(r#"{"value": [{"name": "Support"}], "@odata.nextLink": "https://x.y/z"}"#)).unwrap();
    assert_eq!(page.rows[0].name.as_deref(), Some("Support"));
    assert_eq!(page.next_link.as_deref(), Some("https://x.y/z"));

    let request = SendEmailFromTemplate::new(Uuid::from_u128(1), id::<Account>(1), id::<Email>(1)).request().unwrap();
    let email: Email = request.read(answer(r#"{"subject": "Welcome"}"#)).unwrap();
    assert_eq!(email.subject.as_deref(), Some("Welcome"));

    let currency: Id<TransactionCurrency> = id(1);
    let qualify = QualifyLead::new(true, false, true, 3).opportunity_currency_id(currency);
    let request = qualify.on(id::<Lead>(2)).request().unwrap();
    let expected = json!({
        "CreateAccount": true, "CreateContact": false, "CreateOpportunity": true, "Status": 3,
        "OpportunityCurrencyId": {
            "@odata.type": "Microsoft.Dynamics.CRM.transactioncurrency", "transactioncurrencyid": ONE,
        },
    });
    assert_eq!(body(&request), expected);
    let rows = r##"{"value": [{"@odata.type": "#Microsoft.Dynamics.CRM.account", "name": "Contoso"}, {"@odata.type": "#Microsoft.Dynamics.CRM.opportunity"}]}"##;
    let rows = request.read(answer(rows)).unwrap();
    assert_eq!(rows.iter().map(|row| row.table().unwrap()).collect::<Vec<_>>(), ["account", "opportunity"]);
    assert_eq!(rows[0].read::<Account>().unwrap().name.as_deref(), Some("Contoso"));
}

#[test]
fn simple_values_go_and_come() {
    let received = "2026-01-02T03:04:05Z".parse().unwrap();
    let none: [RowValue<earlybound_generated::referenced::Attachment>; 0] = [];
    let deliver = DeliverIncomingEmail::new("<1@x>", "a@x", "b@x", "", "", received, "a@x", "1", "Hello", none);
    let request = deliver.subject("Hi").validate_before_create(true).on_table().request().unwrap();
    assert_eq!(request.path(), "/emails/Microsoft.Dynamics.CRM.DeliverIncomingEmail");
    let body = body(&request);
    assert_eq!(body["ReceivedOn"], "2026-01-02T03:04:05Z");
    assert_eq!((&body["Attachments"], &body["Subject"]), (&json!([]), &json!("Hi")));
    assert_eq!((&body["ValidateBeforeCreate"], body.get("ExtraProperties")), (&json!(true), None));

    // A rate keeps all of its digits.
    let request = RetrieveExchangeRate::new(Uuid::from_u128(1)).request().unwrap();
    let rate = request.read(answer(r#"{"ExchangeRate": 1.2345678901234567890}"#)).unwrap();
    assert_eq!(rate.exchange_rate.unwrap().to_string(), "1.2345678901234567890");

    // An answer that stands alone is a property of the body.
    let text: String = request.clone().answered_with().read(answer(r#"{"value": "text"}"#)).unwrap();
    assert_eq!(text, "text");
    let rights: AccessRights = request.clone().answered_with().read(answer(r#"{"value": "ReadAccess"}"#)).unwrap();
    assert_eq!(rights, AccessRights::ReadAccess);
    let missing = request.answered_with::<i32>().read(answer(r#"{"value": null}"#)).unwrap_err();
    assert_eq!(missing.kind(), ErrorKind::Unreadable);
}

#[test]
fn values_come_back_as_they_went() {
    fn back<V: MessageValue>(value: &V) -> V {
        let request = earlybound::Invoke::unbound(CloseIncident::METADATA)
            .with("IncidentResolution", Argument::NULL)
            .with("Status", value.to_argument());
        let body = body(&request.request().unwrap())["Status"].to_string();
        V::from_json(serde_json::from_str::<&RawValue>(&body).unwrap()).unwrap()
    }
    assert_eq!(back(&vec![0_u8, 255]), [0, 255]);
    assert_eq!(back(&vec![true, false]), [true, false]);
    assert_eq!(back(&"a\"b".to_owned()), "a\"b");
    assert_eq!(back(&Uuid::from_u128(7)), Uuid::from_u128(7));
    assert_eq!(back(&1.5), 1.5);
    let access = PrincipalAccess { access_mask: Some(AccessRights::None.into()), ..PrincipalAccess::default() };
    assert_eq!(back(&access), access);
    let row = Account { name: Some("Contoso".into()), ..Account::default() };
    assert_eq!(back(&row), row);
}

/// JSON has no word for them, and `null` would be another value.
#[test]
fn numbers_that_are_none_are_named_wherever_they_stand() {
    let problems = |value: Argument| {
        let call = earlybound::Invoke::unbound(CloseIncident::METADATA).with("Status", 5);
        call.with("IncidentResolution", value).request().unwrap_err().problems().to_vec()
    };
    let of = |of: &str| RequestProblem::NotFinite { of: of.to_owned() };
    let (latitude, longitude) = ("IncidentResolution.address1_latitude", "IncidentResolution.address1_longitude");
    let row = Account {
        address1_latitude: Some(f64::NAN),
        address1_longitude: Some(f64::INFINITY),
        address2_latitude: Some(47.6),
        ..Account::default()
    };
    assert_eq!(problems(row.to_argument()), [of(latitude), of(longitude)]);
    assert_eq!(problems(vec![Account::default(), row].to_argument()), [of(latitude), of(longitude)]);
    let half = Argument::object([("effort", Argument::from(f64::NEG_INFINITY)), ("share", 0.5.into())]);
    assert_eq!(problems(half), [of("IncidentResolution.effort")]);
}

/// A number of the service may have more digits than any type holds, or be larger.
#[test]
fn what_the_service_sent_is_passed_on_to_the_digit() {
    let passed = |value: Argument| {
        let call = earlybound::Invoke::unbound(CloseIncident::METADATA).with("Status", 5);
        call.with("IncidentResolution", value).request().unwrap().body().unwrap().to_owned()
    };
    let sent = r#"{"amount":0.12345678901234567890123,"huge":1e999}"#;
    let raw = || serde_json::from_str::<&RawValue>(sent).unwrap();
    let expected = format!(r#"{{"Status":5,"IncidentResolution":{sent}}}"#);
    assert_eq!(passed(AnyValue::from_json(raw()).unwrap().to_argument()), expected);
    assert_eq!(passed(RowValue::<OpportunityClose>::from_json(raw()).unwrap().to_argument()), expected);

    let row = r##"{"@odata.type":"#Microsoft.Dynamics.CRM.account","revenue":922337203685477.1234}"##;
    let row: Account = serde_json::from_str(row).unwrap();
    let typed = r#"{"@odata.type":"Microsoft.Dynamics.CRM.account","revenue":922337203685477.1234}"#;
    assert_eq!(passed(row.to_argument()), format!(r#"{{"Status":5,"IncidentResolution":{typed}}}"#));
}

#[test]
fn what_the_reference_says_of_a_message_is_there() {
    let message = <AddToQueue as Message>::METADATA;
    assert_eq!((message.kind, message.binding), (Some(MessageKind::Action), Some(Binding::Entity)));
    let optional: Vec<_> = message.parameters.iter().map(|parameter| (parameter.name, parameter.optional)).collect();
    assert_eq!(optional, [("Target", false), ("SourceQueue", true), ("QueueItemProperties", true)]);
    assert_eq!(WhoAmI::METADATA.binding, Some(Binding::Global));
    assert_eq!(<QueueItem as Table>::ENTITY_SET_NAME, Some("queueitems"));
}
