//! `powerplatform-dataverse-client`: it writes maps of properties to JSON, and reads entities with values of its own.

use std::collections::HashMap;

use earlybound::Row;
use powerplatform_dataverse_client::dataverse::entity::{Entity, Money, Value};
use serde::Serialize;
use serde_json::{Map, Number, Value as Json, json};

/// The properties of a `Create` or an `Update`, as `create_entity` and `update_entity` take them.
///
/// Decimals become floating-point numbers on the way, and the client's updates create rows that are not there. Where
/// either matters, send the `Request` of the change yourself.
///
/// # Errors
///
/// Returns an error if the change cannot be written.
pub fn attributes(change: &impl Serialize) -> Result<HashMap<String, Json>, serde_json::Error> {
    serde_json::from_str(&serde_json::to_string(change)?)
}

/// An entity that the client read, as a row.
///
/// # Errors
///
/// Returns an error if a value is of another kind than its column.
pub fn row<R: Row + serde::de::DeserializeOwned>(entity: &Entity) -> Result<R, serde_json::Error> {
    let mut properties = Map::new();
    if let Some(column) = R::TABLE.primary_id_attribute {
        properties.insert(column.to_owned(), json!(entity.id));
    }
    for (name, value) in &entity.attributes {
        let json = match value {
            Value::Int(number) => json!(number),
            Value::Float(number) => json!(number),
            Value::Decimal(number) | Value::Money(Money { value: number }) => {
                Json::Number(number.to_string().parse::<Number>()?)
            }
            Value::String(text) => json!(text),
            Value::Boolean(flag) => json!(flag),
            Value::DateTime(time) => json!(time),
            Value::Guid(id) => json!(id),
            Value::OptionSetValue(option) => json!(option.value),
            Value::OptionSetValueCollection(options) => {
                json!(options.values.iter().map(i32::to_string).collect::<Vec<_>>().join(","))
            }
            Value::Null => Json::Null,
            Value::EntityReference(reference) => {
                let property = format!("_{name}_value");
                let table = format!("{property}@Microsoft.Dynamics.CRM.lookuplogicalname");
                properties.insert(table, json!(reference.logical_name));
                properties.insert(property, json!(reference.id));
                continue;
            }
        };
        properties.insert(name.clone(), json);
    }
    serde_json::from_value(Json::Object(properties))
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::prelude::BASE64_URL_SAFE_NO_PAD;
    use earlybound::{Create, Id, Update, Uuid};
    use earlybound_generated::account::OwnerIdTarget;
    use earlybound_generated::msdyn_ocliveworkitem as conversation;
    use earlybound_generated::{Account, MsdynOcliveworkitem};
    use powerplatform_dataverse_client::LogLevel;
    use powerplatform_dataverse_client::auth::config::AuthConfig;
    use powerplatform_dataverse_client::dataverse::entity::{EntityReference, OptionSetValue};
    use powerplatform_dataverse_client::dataverse::serviceclient::ServiceClient;

    use super::*;
    use crate::server::Server;

    /// A client that believes to have a token until the year 2100, so that it asks nobody for one.
    async fn client(address: &str, folder: &std::path::Path) -> ServiceClient {
        let part = |json: &str| BASE64_URL_SAFE_NO_PAD.encode(json);
        let token = format!("{}.{}.", part(r#"{"alg":"none"}"#), part(r#"{"exp":4102444800}"#));
        let cache = folder.join("token_cache.txt");
        std::fs::write(&cache, json!({"access_token": token, "refresh_token": null}).to_string()).unwrap();
        let auth = AuthConfig::ClientCredentials {
            client_id: String::new(),
            client_secret: String::new(),
            tenant_id: String::new(),
            dataverse_url: format!("http://{address}"),
            token_cache_store_path: Some(cache.display().to_string()),
        };
        ServiceClient::new_with_auth(auth, LogLevel::Error).await.unwrap()
    }

    #[tokio::test]
    async fn changes_go_through_the_client() {
        let server = Server::start(&[(204, ""), (204, "")]).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let client = client(&server.address, folder.path()).await;

        let account: Id<Account> = Uuid::from_u128(1).into();
        let create = Create::<MsdynOcliveworkitem>::new()
            .set(conversation::SUBJECT, "007")
            .bind(conversation::REGARDINGOBJECTID, account);
        let id = client.create_entity("msdyn_ocliveworkitems", &attributes(&create).unwrap()).await.unwrap().unwrap();
        let update = Update::<MsdynOcliveworkitem>::new().clear(conversation::REGARDINGOBJECTID);
        let update = attributes(&update).unwrap();
        client.update_entity("msdyn_ocliveworkitems", &id.to_string(), &update).await.unwrap();

        let requests = server.requests().unwrap();
        let body = |request: &str| serde_json::from_str::<Json>(request.split_once("\n\n").unwrap().1).unwrap();
        let property = "regardingobjectid_account_msdyn_ocliveworkitem@odata.bind";
        let expected = json!({"subject": "007", property: "/accounts(00000000-0000-0000-0000-000000000001)"});
        assert_eq!(body(&requests[0]), expected);
        let cleared = body(&requests[1]);
        let (name, value) = cleared.as_object().unwrap().iter().next().unwrap();
        assert!(name.ends_with("_msdyn_ocliveworkitem@odata.bind") && value.is_null(), "{cleared}");
    }

    #[test]
    fn entities_become_rows() {
        let mut entity = Entity::new(Uuid::from_u128(7), "account", Some("Contoso".to_owned()));
        let owner = EntityReference { id: Uuid::from_u128(1), logical_name: "team".to_owned(), name: None };
        entity.attributes.extend([
            ("name".to_owned(), Value::String("Contoso".to_owned())),
            ("statecode".to_owned(), Value::OptionSetValue(OptionSetValue { value: 0, name: None })),
            ("ownerid".to_owned(), Value::EntityReference(owner)),
        ]);
        let account: Account = row(&entity).unwrap();
        assert_eq!(account.accountid, Some(Uuid::from_u128(7).into()));
        assert_eq!(account.name.as_deref(), Some("Contoso"));
        assert!(matches!(account.ownerid.unwrap().target, OwnerIdTarget::Team(_)));
    }
}
