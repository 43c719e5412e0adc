//! Requests for definitions.

use earlybound::Uuid;
use earlybound::definition::{Definitions, member};

use crate::case::{Case, case};

pub fn cases() -> Vec<Case> {
    [tables(), columns(), relationships(), by_id()].into_iter().flatten().collect()
}

fn account() -> Definitions {
    Definitions::table("account")
}

const ACCOUNT: &str = "/EntityDefinitions(LogicalName='account')";

fn tables() -> Vec<Case> {
    vec![
        case(
            "webapi/query-metadata-web-api: a table",
            &format!("GET {ACCOUNT}?$select=DisplayName,IsKnowledgeManagementEnabled,EntitySetName"),
            account().select(["DisplayName", "IsKnowledgeManagementEnabled", "EntitySetName"]).request(),
        ),
        case(
            "webapi/query-metadata-web-api: a member of an enumeration",
            "GET /EntityDefinitions?$select=LogicalName&$filter=OwnershipType eq Microsoft.Dynamics.CRM.OwnershipTypes'UserOwned'",
            Definitions::tables()
                .select(["LogicalName"])
                .filter("OwnershipType", member("OwnershipTypes", "UserOwned"))
                .request(),
        ),
        case(
            "webapi/query-metadata-web-api: a complex type",
            "GET /EntityDefinitions?$select=LogicalName&$filter=CanCreateAttributes/Value eq true",
            Definitions::tables().select(["LogicalName"]).filter("CanCreateAttributes/Value", true).request(),
        ),
        case(
            "webapi/perform-conditional-operations-using-web-api: optimistic concurrency",
            &format!("GET {ACCOUNT}?$select=IsOptimisticConcurrencyEnabled"),
            account().select(["IsOptimisticConcurrencyEnabled"]).request(),
        ),
        case(
            "use-change-tracking-synchronize-data-external-systems: tracked tables",
            "GET /EntityDefinitions?$select=SchemaName&$filter=ChangeTrackingEnabled eq true",
            Definitions::tables().select(["SchemaName"]).filter("ChangeTrackingEnabled", true).request(),
        ),
        case(
            "use-change-tracking-synchronize-data-external-systems: tracked tables of the system",
            "GET /EntityDefinitions?$filter=ChangeTrackingEnabled eq true and IsCustomEntity eq false&$select=LogicalName",
            Definitions::tables()
                .select(["LogicalName"])
                .filter("ChangeTrackingEnabled", true)
                .filter("IsCustomEntity", false)
                .request(),
        ),
        case(
            "use-change-tracking-synchronize-data-external-systems: tables that cannot be tracked",
            "GET /EntityDefinitions?$select=SchemaName,ChangeTrackingEnabled&$filter=ChangeTrackingEnabled eq false and CanChangeTrackingBeEnabled/Value eq false",
            Definitions::tables()
                .select(["SchemaName", "ChangeTrackingEnabled"])
                .filter("ChangeTrackingEnabled", false)
                .filter("CanChangeTrackingBeEnabled/Value", false)
                .request(),
        ),
        case("webapi/retrieve-metadata-name-metadataid: table by name", &format!("GET {ACCOUNT}"), account().request()),
    ]
}

fn columns() -> Vec<Case> {
    let day: Uuid = "5967e7cc-afbb-4c10-bf7e-e7ef430c52be".parse().unwrap();
    let picklist = "Microsoft.Dynamics.CRM.PicklistAttributeMetadata";
    vec![
        case(
            "webapi/query-metadata-web-api: columns beside the table",
            &format!(
                "GET {ACCOUNT}?$select=LogicalName&$expand=Attributes($select=LogicalName;$filter=AttributeType eq Microsoft.Dynamics.CRM.AttributeTypeCode'Picklist')"
            ),
            account()
                .select(["LogicalName"])
                .expand("Attributes", ["LogicalName"])
                .expand_filter("AttributeType", member("AttributeTypeCode", "Picklist"))
                .request(),
        ),
        case(
            "webapi/query-metadata-web-api: columns of a type",
            &format!("GET {ACCOUNT}/Attributes/{picklist}?$select=LogicalName&$expand=OptionSet,GlobalOptionSet"),
            account()
                .columns()
                .of_type("PicklistAttributeMetadata")
                .select(["LogicalName"])
                .expand("OptionSet", [""; 0])
                .expand("GlobalOptionSet", [""; 0])
                .request(),
        ),
        case(
            "webapi/query-metadata-web-api: precision of money",
            &format!(
                "GET {ACCOUNT}/Attributes/Microsoft.Dynamics.CRM.MoneyAttributeMetadata?$select=LogicalName,Precision"
            ),
            account().columns().of_type("MoneyAttributeMetadata").select(["LogicalName", "Precision"]).request(),
        ),
        case(
            "webapi/query-metadata-web-api: required columns",
            &format!(
                "GET {ACCOUNT}/Attributes?$select=SchemaName&$filter=RequiredLevel/Value eq Microsoft.Dynamics.CRM.AttributeRequiredLevel'ApplicationRequired'"
            ),
            account()
                .columns()
                .select(["SchemaName"])
                .filter("RequiredLevel/Value", member("AttributeRequiredLevel", "ApplicationRequired"))
                .request(),
        ),
        case(
            "webapi/query-metadata-web-api: a column",
            &format!(
                "GET {ACCOUNT}/Attributes(5967e7cc-afbb-4c10-bf7e-e7ef430c52be)/{picklist}?$select=LogicalName&$expand=OptionSet"
            ),
            account()
                .column(day)
                .of_type("PicklistAttributeMetadata")
                .select(["LogicalName"])
                .expand("OptionSet", [""; 0])
                .request(),
        ),
        case(
            "webapi/query-metadata-web-api: options alone",
            &format!(
                "GET {ACCOUNT}/Attributes(5967e7cc-afbb-4c10-bf7e-e7ef430c52be)/{picklist}/OptionSet?$select=Options"
            ),
            account()
                .column(day)
                .of_type("PicklistAttributeMetadata")
                .property("OptionSet")
                .select(["Options"])
                .request(),
        ),
        case(
            "webapi/retrieve-metadata-name-metadataid: column by name",
            &format!("GET {ACCOUNT}/Attributes(LogicalName='emailaddress1')"),
            account().column("emailaddress1").request(),
        ),
        case(
            "webapi/retrieve-metadata-name-metadataid: options by name",
            &format!(
                "GET {ACCOUNT}/Attributes(LogicalName='accountcategorycode')/{picklist}?$select=LogicalName&$expand=OptionSet($select=Options),GlobalOptionSet($select=Options)"
            ),
            account()
                .column("accountcategorycode")
                .of_type("PicklistAttributeMetadata")
                .select(["LogicalName"])
                .expand("OptionSet", ["Options"])
                .expand("GlobalOptionSet", ["Options"])
                .request(),
        ),
        case(
            "file-column-data: size of a file column",
            &format!(
                "GET {ACCOUNT}/Attributes(LogicalName='sample_filecolumn')/Microsoft.Dynamics.CRM.FileAttributeMetadata?$select=MaxSizeInKB"
            ),
            account().column("sample_filecolumn").of_type("FileAttributeMetadata").select(["MaxSizeInKB"]).request(),
        ),
    ]
}

fn relationships() -> Vec<Case> {
    let one_to_many = "Microsoft.Dynamics.CRM.OneToManyRelationshipMetadata";
    let typed = || Definitions::relationships().of_type("OneToManyRelationshipMetadata").select(["SchemaName"]);
    vec![
        case(
            "webapi/query-metadata-web-api: relationships",
            "GET /RelationshipDefinitions?$select=SchemaName",
            Definitions::relationships().select(["SchemaName"]).request(),
        ),
        case(
            "webapi/query-metadata-web-api: relationships of a type",
            &format!("GET /RelationshipDefinitions/{one_to_many}?$select=SchemaName"),
            typed().request(),
        ),
        case(
            "webapi/query-metadata-web-api: relationships with a table",
            &format!(
                "GET /RelationshipDefinitions/{one_to_many}?$select=SchemaName&$filter=ReferencedEntity eq 'account'"
            ),
            typed().filter("ReferencedEntity", "account").request(),
        ),
        case(
            "webapi/query-metadata-web-api: relationships of a table",
            &format!("GET {ACCOUNT}/OneToManyRelationships?$select=SchemaName"),
            account().property("OneToManyRelationships").select(["SchemaName"]).request(),
        ),
        case(
            "webapi/retrieve-metadata-name-metadataid: relationship by name",
            "GET /RelationshipDefinitions(SchemaName='Account_Tasks')",
            Definitions::relationship("Account_Tasks").request(),
        ),
        case(
            "webapi/query-metadata-web-api: choice by name",
            "GET /GlobalOptionSetDefinitions(Name='incident_caseorigincode')",
            Definitions::choice("incident_caseorigincode").request(),
        ),
    ]
}

fn by_id() -> Vec<Case> {
    let table: Uuid = "70816501-edb9-4740-a16c-6a5efbc05d84".parse().unwrap();
    let column: Uuid = "118771ca-6fb9-4f60-8fd4-99b6124b63ad".parse().unwrap();
    let picklist = "Microsoft.Dynamics.CRM.PicklistAttributeMetadata";
    vec![
        case(
            "webapi/query-metadata-web-api: choice by id",
            "GET /GlobalOptionSetDefinitions(08fa2cb2-e3fe-497a-9b5d-ee887f5cc3cd)",
            Definitions::choice("08fa2cb2-e3fe-497a-9b5d-ee887f5cc3cd".parse::<Uuid>().unwrap()).request(),
        ),
        case(
            "webapi/retrieve-metadata-name-metadataid: id of a table",
            "GET /EntityDefinitions?$filter=LogicalName%20eq%20'account'&$select=MetadataId",
            Definitions::tables().filter("LogicalName", "account").select(["MetadataId"]).request(),
        ),
        case(
            "webapi/retrieve-metadata-name-metadataid: id of a column",
            "GET /EntityDefinitions(70816501-edb9-4740-a16c-6a5efbc05d84)/Attributes?$filter=LogicalName%20eq%20'accountcategorycode'&$select=MetadataId",
            Definitions::table(table)
                .columns()
                .filter("LogicalName", "accountcategorycode")
                .select(["MetadataId"])
                .request(),
        ),
        case(
            "webapi/retrieve-metadata-name-metadataid: options by id",
            &format!(
                "GET /EntityDefinitions(70816501-edb9-4740-a16c-6a5efbc05d84)/Attributes(118771ca-6fb9-4f60-8fd4-99b6124b63ad)/{picklist}?$select=LogicalName&$expand=OptionSet($select=Options),GlobalOptionSet($select=Options)"
            ),
            Definitions::table(table)
                .column(column)
                .of_type("PicklistAttributeMetadata")
                .select(["LogicalName"])
                .expand("OptionSet", ["Options"])
                .expand("GlobalOptionSet", ["Options"])
                .request(),
        ),
    ]
}

/// The query is JSON, and asks for what its table is.
#[test]
fn what_the_generator_reads_of_a_table() {
    let request = earlybound::definition::of_generator("new_paint", Some(1033)).unwrap();
    let (path, query) = request.path().split_once("?@q=").unwrap();
    assert_eq!(path, "/RetrieveMetadataChanges(Query=@q)");
    let query = percent_encoding::percent_decode_str(query).decode_utf8().unwrap();
    let query: serde_json::Value = serde_json::from_str(&query).unwrap();
    assert_eq!(query["Criteria"]["Conditions"][0]["Value"]["Value"], "new_paint");
    assert_eq!(query["LabelQuery"]["FilterLanguages"], serde_json::json!([1033]));
    for part in ["AttributeQuery", "RelationshipQuery", "KeyQuery"] {
        assert!(query[part]["Properties"]["PropertyNames"].as_array().is_some_and(|names| !names.is_empty()), "{part}");
    }
    assert!(earlybound::definition::of_generator("a\"b", None).is_err());
}

/// A name cannot become another part of the address.
#[test]
fn names_that_would_say_something_else_are_refused() {
    for name in ["a'b", "a)/Attributes(", "a/b", "a?b", "", "a b"] {
        assert!(Definitions::table(name).request().is_err(), "{name:?}");
        assert!(account().property(name).request().is_err(), "{name:?}");
        assert!(account().select([name]).request().is_err(), "{name:?}");
        assert!(account().expand("Attributes", [name]).request().is_err(), "{name:?}");
        assert!(
            Definitions::tables().filter("OwnershipType", member(name, "UserOwned")).request().is_err(),
            "{name:?}"
        );
    }
    let request = Definitions::tables().filter("LogicalName", "a' or true or 'a/b").request().unwrap();
    assert_eq!(request.path(), "/EntityDefinitions?$filter=LogicalName%20eq%20'a''%20or%20true%20or%20''a%2Fb'");
}
