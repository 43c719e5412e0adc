//! Writing: structs as new rows, and as changes.

use earlybound::{Changes, Choice, Create, Id, Update, Uuid};
use earlybound_generated::contact::{self, ParentCustomerIdTarget};
use earlybound_generated::{Account, Contact};

/// The values of a form for contacts.
#[derive(Clone, Changes)]
#[changes(table = contact, create, update)]
struct Form {
    lastname: &'static str,
    firstname: Option<String>,
    #[changes(column = nickname)]
    name: Option<Option<String>>,
    #[changes(bind)]
    parentcustomerid: Option<Employer>,
    preferredcontactmethodcode: Option<Method>,
}

/// Types of one's own are values where they convert.
#[derive(Clone)]
struct Employer(Id<Account>);

impl From<Employer> for ParentCustomerIdTarget {
    fn from(employer: Employer) -> Self {
        employer.0.into()
    }
}

#[derive(Clone, Copy, Choice)]
#[choice(of = contact::PreferredContactMethodCode)]
enum Method {
    Email,
    Phone,
    #[choice(other)]
    Other(contact::PreferredContactMethodCode),
}

/// Only for new rows: the column cannot be changed later.
#[derive(Changes)]
#[changes(table = contact, create)]
struct Imported {
    importsequencenumber: i32,
}

pub(crate) fn run() -> Result<(), Box<dyn std::error::Error>> {
    let employer = Employer(Uuid::from_u128(7).into());
    let form = Form {
        lastname: "Lovelace",
        firstname: None,
        name: Some(None),
        parentcustomerid: Some(employer),
        preferredcontactmethodcode: Some(Method::Email),
    };
    let expected = "{\"lastname\":\"Lovelace\",\"nickname\":null,\
                    \"parentcustomerid_account@odata.bind\":\"/accounts(00000000-0000-0000-0000-000000000007)\",\
                    \"preferredcontactmethodcode\":2}";
    assert_eq!(Create::from(form.clone()).request()?.body(), Some(expected));
    let ada: Id<Contact> = Uuid::from_u128(1).into();
    let phone = Form { preferredcontactmethodcode: Some(Method::Phone), ..form };
    let request = Update::from(phone).request(ada)?;
    assert_eq!(request.body().map(|body| body.replace(":3", ":2")).as_deref(), Some(expected));
    assert_eq!(request.path(), "/contacts(00000000-0000-0000-0000-000000000001)");
    let kept = Method::Other(contact::PreferredContactMethodCode::Mail);
    assert_eq!(contact::PreferredContactMethodCode::from(kept), contact::PreferredContactMethodCode::Mail);
    assert_eq!(
        Create::from(Imported { importsequencenumber: 7 }).request()?.body(),
        Some(r#"{"importsequencenumber":7}"#)
    );
    Ok(())
}
