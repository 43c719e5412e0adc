//! `powerplatform-dataverse-service-client`: rows are read through `ReadEntity` and `Select`, changes are written through
//! `WriteEntity` and `Reference`.

use std::sync::LazyLock;

use earlybound::{Id, Table};
use earlybound_generated::{Account, account};
use powerplatform_dataverse_service_client::entity::{ReadEntity, WriteEntity};
use powerplatform_dataverse_service_client::reference::{Reference, ReferenceStruct};
use powerplatform_dataverse_service_client::select::Select;
use serde::{Deserialize, Serialize};

/// An account with the columns that this program wants. The client asks for the same columns of every row of a type, so
/// that each selection is a type of its own.
#[derive(Deserialize)]
#[serde(transparent)]
pub struct AccountName(pub Account);

impl ReadEntity for AccountName {}

impl Select for AccountName {
    fn get_columns() -> &'static [&'static str] {
        static COLUMNS: LazyLock<[&str; 2]> = LazyLock::new(|| [account::NAME.logical_name, "_primarycontactid_value"]);
        &*COLUMNS
    }
}

/// A `Create` or an `Update`, and the row that it is about.
#[derive(Serialize)]
#[serde(transparent)]
pub struct Change<C> {
    change: C,
    #[serde(skip)]
    row: ReferenceStruct,
}

impl<C: Serialize> Change<C> {
    /// A change of a row. The client ignores the id of a row to create.
    pub fn of(change: C, row: ReferenceStruct) -> Self {
        Self { change, row }
    }
}

impl<C: Serialize> WriteEntity for Change<C> {}

impl<C> Reference for Change<C> {
    fn get_reference(&self) -> ReferenceStruct {
        self.row
    }
}

/// A row, as the client refers to it; `None` where the reference does not state the entity set of its table.
pub fn reference<T: Table>(id: Id<T>) -> Option<ReferenceStruct> {
    Some(ReferenceStruct::new(T::ENTITY_SET_NAME?, id.uuid()))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use async_trait::async_trait;
    use earlybound::{Create, Update, Uuid};
    use powerplatform_dataverse_service_client::auth::Authenticate;
    use powerplatform_dataverse_service_client::client::Client;
    use powerplatform_dataverse_service_client::result::Result;

    use super::*;
    use crate::server::Server;

    /// A token that the server here does not look at.
    struct AnyToken;

    #[async_trait]
    impl Authenticate for AnyToken {
        async fn get_valid_token(&self) -> Result<Arc<String>> {
            Ok(Arc::default())
        }
    }

    const ANSWERS: &[(u16, &str)] = &[
        (204, ""),
        (200, r#"{"@odata.etag": "W/\"7\"", "name": "Contoso", "_primarycontactid_value": null}"#),
        (204, ""),
    ];

    #[tokio::test]
    async fn rows_and_changes_go_through_the_client() {
        let server = Server::start(ANSWERS).unwrap();
        let client = Client::new(format!("http://{}/", server.address), reqwest::Client::new(), AnyToken);

        let create = Create::<Account>::new().set(account::NAME, "Contoso");
        let id = client.create(&Change::of(create, reference(Id::<Account>::new(Uuid::nil())).unwrap())).await.unwrap();
        let row = reference(Id::<Account>::new(id)).unwrap();

        let AccountName(before) = client.retrieve(&row).await.unwrap();
        assert_eq!(before.name.as_deref(), Some("Contoso"));
        let after = Account { name: None, ..before.clone() };
        client.update(&Change::of(Update::between(&before, &after).unwrap(), row)).await.unwrap();

        let requests = server.requests().unwrap();
        let path = "/api/data/v9.2/accounts(00000000-0000-0000-0000-000000000007)";
        assert!(requests[0].starts_with("POST /api/data/v9.2/accounts HTTP"), "{}", requests[0]);
        assert!(requests[0].ends_with("\n\n{\"name\":\"Contoso\"}"), "{}", requests[0]);
        assert!(
            requests[1].starts_with(&format!("GET {path}?$select=name,_primarycontactid_value ")),
            "{}",
            requests[1]
        );
        assert!(requests[2].starts_with(&format!("PATCH {path} HTTP")), "{}", requests[2]);
        assert!(requests[2].ends_with("\n\n{\"name\":null}"), "{}", requests[2]);
    }
}
