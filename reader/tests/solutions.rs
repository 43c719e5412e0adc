//! Solutions: unpacked, as one file, and as the YAML of the platform's git integration say the same.

#![cfg(feature = "xml")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use std::fs;
use std::path::Path;

use earlybound_reader::diagnostic::{Code, Diagnostics};
use earlybound_reader::model::{BoundTo, Document, Provenance};
use earlybound_reader::parse::{parse, parse_in};
use earlybound_reader::reference::Reference;
use earlybound_reader::resolve::resolve;
use earlybound_reader::source::Sources;
use earlybound_schema::cascade::{CascadeAction, CascadeType};
use earlybound_schema::{
    AttributeType, Binding, DateTimeBehavior, MessageKind, OwnershipType, ParameterType, RequiredLevel,
};

const BOAT: &str = r#"<Entity>
  <Name LocalizedName="Boat">new_Boat</Name>
  <EntityInfo><entity Name="new_Boat">
    <LocalizedNames><LocalizedName description="Boot" languagecode="1031" /><LocalizedName description="Boat" languagecode="1033" /></LocalizedNames>
    <LocalizedCollectionNames><LocalizedCollectionName description="Boats" languagecode="1033" /></LocalizedCollectionNames>
    <attributes>
      <attribute PhysicalName="new_BoatId"><Type>primarykey</Type><Name>new_boatid</Name><LogicalName>new_boatid</LogicalName>
        <RequiredLevel>systemrequired</RequiredLevel><ValidForUpdateApi>0</ValidForUpdateApi><ValidForCreateApi>1</ValidForCreateApi></attribute>
      <attribute PhysicalName="new_Name"><Type>nvarchar</Type><LogicalName>new_name</LogicalName><RequiredLevel>required</RequiredLevel>
        <DisplayMask>PrimaryName|ValidForForm</DisplayMask><Format>text</Format><MaxLength>100</MaxLength><Length>200</Length></attribute>
      <attribute PhysicalName="new_Rig"><Type>picklist</Type><LogicalName>new_rig</LogicalName><AppDefaultValue>-1</AppDefaultValue>
        <OptionSetName>new_rigs</OptionSetName></attribute>
      <attribute PhysicalName="new_Afloat"><Type>bit</Type><LogicalName>new_afloat</LogicalName><AppDefaultValue>1</AppDefaultValue>
        <optionset Name="new_boat_new_afloat"><options>
          <option value="1"><labels><label description="Yes" languagecode="1033" /></labels></option>
          <option value="0"><labels><label description="No" languagecode="1033" /></labels></option></options></optionset></attribute>
      <attribute PhysicalName="new_Price"><Type>money</Type><LogicalName>new_price</LogicalName><MinValue>0</MinValue><MaxValue>1E9</MaxValue>
        <Accuracy>2</Accuracy><AccuracySource>1</AccuracySource></attribute>
      <attribute PhysicalName="new_Built"><Type>datetime</Type><LogicalName>new_built</LogicalName><Format>date</Format><Behavior>2</Behavior></attribute>
      <attribute PhysicalName="new_Plan"><Type>file</Type><LogicalName>new_plan</LogicalName><MaxValue>32768</MaxValue></attribute>
      <attribute PhysicalName="new_BerthId"><Type>lookup</Type><LogicalName>new_berthid</LogicalName><LookupTypes /></attribute>
      <attribute PhysicalName="OwnerId"><Type>owner</Type><LogicalName>ownerid</LogicalName></attribute>
    </attributes>
    <EntitySetName>new_boats</EntitySetName>
    <OwnershipTypeMask>OrgOwned</OwnershipTypeMask>
    <EntityKeys><EntityKey Name="new_ByName"><LogicalName>new_byname</LogicalName>
      <EntityKeyAttributes><AttributeName>new_name</AttributeName></EntityKeyAttributes></EntityKey></EntityKeys>
  </entity></EntityInfo>
  <FormXml><forms><a><b><c><d><e><f><g><h><i><j><k><l><m><n><o><p><q><r><s><t><u><v><w><x><y /></x></w></v></u></t></s></r></q></p></o></n></m></l></k></j></i></h></g></f></e></d></c></b></a></forms></FormXml>
</Entity>"#;

/// A table of the system that the solution adds a column to.
const CONTACT: &str = r#"<Entity><EntityInfo><entity Name="Contact"><attributes>
  <attribute PhysicalName="new_Skipper"><Type>bit</Type><LogicalName>new_skipper</LogicalName></attribute>
</attributes></entity></EntityInfo></Entity>"#;

const RELATIONSHIPS: &str = r#"<EntityRelationships>
  <EntityRelationship Name="new_berth_boats">
    <EntityRelationshipType>OneToMany</EntityRelationshipType>
    <ReferencingEntityName>new_Boat</ReferencingEntityName><ReferencedEntityName>new_Berth</ReferencedEntityName>
    <CascadeAssign>NoCascade</CascadeAssign><CascadeDelete>Restrict</CascadeDelete><CascadeArchive>RemoveLink</CascadeArchive>
    <ReferencingAttributeName>new_BerthId</ReferencingAttributeName>
    <EntityRelationshipRoles>
      <EntityRelationshipRole><NavPaneDisplayOption>UseLabel</NavPaneDisplayOption><NavPaneArea>Details</NavPaneArea><NavPaneOrder>10</NavPaneOrder>
        <NavigationPropertyName>new_BerthId</NavigationPropertyName><RelationshipRoleType>1</RelationshipRoleType></EntityRelationshipRole>
      <EntityRelationshipRole><NavigationPropertyName>new_berth_boats</NavigationPropertyName><RelationshipRoleType>0</RelationshipRoleType></EntityRelationshipRole>
    </EntityRelationshipRoles>
  </EntityRelationship>
  <EntityRelationship Name="new_boat_contact"><EntityRelationshipType>ManyToMany</EntityRelationshipType>
    <FirstEntityName>Contact</FirstEntityName><SecondEntityName>new_Boat</SecondEntityName><IntersectEntityName>new_boat_contact</IntersectEntityName>
    <EntityRelationshipRoles><EntityRelationshipRole><NavigationPropertyName>new_boats</NavigationPropertyName><AssociationRoleOrdinal>1</AssociationRoleOrdinal></EntityRelationshipRole></EntityRelationshipRoles>
  </EntityRelationship>
  <EntityRelationship Name="only_named" />
</EntityRelationships>"#;

const RIGS: &str = r#"<optionset Name="new_rigs" localizedName="Rig"><OptionSetType>picklist</OptionSetType><options>
  <option value="7"><labels><label description="Sloop" languagecode="1033" /><label description="Slup" languagecode="1031" /></labels></option>
</options></optionset>"#;

const MANIFEST: &str = "<ImportExportXml><SolutionManifest><UniqueName>Harbour</UniqueName><Version>1.2.0.3</Version></SolutionManifest></ImportExportXml>";

fn documents(files: &[(&str, &str)]) -> Vec<Document> {
    let (sources, mut diagnostics) = (sources(files), Diagnostics::default());
    let documents = parse(&sources, &mut diagnostics);
    assert_eq!(diagnostics.into_iter().map(|finding| finding.message).collect::<Vec<_>>(), [""; 0]);
    documents
}

fn sources(files: &[(&str, &str)]) -> Sources {
    let mut sources = Sources::default();
    for (name, text) in files {
        sources.add(*name, *text);
    }
    sources
}

fn unpacked() -> [(&'static str, &'static str); 5] {
    [
        ("src/Entities/Contact/Entity.xml", CONTACT),
        ("src/Entities/new_Boat/Entity.xml", BOAT),
        ("src/OptionSets/new_rigs.xml", RIGS),
        ("src/Other/Relationships/new_Berth.xml", RELATIONSHIPS),
        ("src/Other/Solution.xml", MANIFEST),
    ]
}

/// Returns the documents without the places of what they say.
fn said(documents: Vec<Document>) -> Vec<Document> {
    let mut documents: Vec<_> =
        documents.into_iter().map(|document| Document { source: String::new(), ..document }).collect();
    documents.sort_by(|a, b| a.table.logical_name.cmp(&b.table.logical_name));
    documents
}

#[test]
fn an_unpacked_solution_is_a_document_for_each_table() {
    let documents = said(documents(&unpacked()));
    let names: Vec<&str> = documents.iter().map(|document| document.table.logical_name.as_str()).collect();
    assert_eq!(names, ["contact", "new_boat"]);
    let boat = &documents[1];
    assert_eq!((boat.product.as_deref(), boat.provenance), (Some("Solution Harbour, 1.2.0.3"), Provenance::Solution));
    let facts = &boat.table;
    assert_eq!(facts.display_name.as_deref(), Some("Boat"));
    assert_eq!(facts.primary_id_attribute.as_deref(), Some("new_boatid"));
    assert_eq!(facts.primary_name_attribute.as_deref(), Some("new_name"));
    assert_eq!(facts.ownership_type, Some(OwnershipType::OrganizationOwned));
    assert_eq!(boat.keys[0].key_attributes, ["new_name"]);
    let column = |name: &str| boat.attributes.iter().find(|column| column.logical_name == name).unwrap();
    assert_eq!(column("new_boatid").attribute_type, Some(AttributeType::Uniqueidentifier));
    assert_eq!(column("new_boatid").is_valid_for_update, Some(false));
    assert_eq!(column("new_name").required_level, Some(RequiredLevel::ApplicationRequired));
    assert_eq!(column("new_name").max_length, Some(100), "the length counts bytes");
    assert_eq!(column("new_rig").option_set.as_ref().unwrap().options[0].label.as_deref(), Some("Sloop"));
    assert_eq!(column("new_afloat").default_value, Some(true));
    assert_eq!(column("new_price").max_value.unwrap().to_i64(), Some(1_000_000_000));
    assert_eq!(column("new_price").precision_source, Some(1));
    assert_eq!(column("new_built").date_time_behavior, Some(DateTimeBehavior::DateOnly));
    assert_eq!(column("new_plan").max_size_in_kb, Some(32768));
    assert_eq!(column("ownerid").targets, ["systemuser", "team"]);
    let berth = &boat.many_to_one_relationships[0];
    assert_eq!(berth.referencing_attribute.as_deref(), Some("new_berthid"));
    assert_eq!(berth.referenced_entity.as_deref(), Some("new_berth"));
    assert_eq!(berth.referencing_entity_navigation_property_name.as_deref(), Some("new_BerthId"));
    assert_eq!(berth.cascade_configuration.get(CascadeAction::Archive), Some(CascadeType::RemoveLink));
    assert_eq!(berth.cascade_configuration.get(CascadeAction::Merge), None);
    let pair = &documents[0].many_to_many_relationships[0];
    assert_eq!(pair.entity1_navigation_property_name.as_deref(), Some("new_boats"));
    assert_eq!(pair.entity2_intersect_attribute.as_deref(), Some("new_boatid"));
}

#[test]
fn one_file_says_the_same() {
    let one = format!(
        "<ImportExportXml><Entities>{CONTACT}{BOAT}</Entities>{RELATIONSHIPS}<optionsets>{RIGS}</optionsets></ImportExportXml>"
    );
    let exported = documents(&[("out/customizations.xml", one.as_str()), ("out/solution.xml", MANIFEST)]);
    assert_eq!(said(exported), said(documents(&unpacked())));
}

#[test]
fn yaml_says_the_same() {
    let files = [
        (
            "src/entities/new_boat/entity.yml",
            "Entity:\n  EntityInfo:\n    entity:\n      '@Name': new_Boat\n      EntitySetName: new_boats\n      LocalizedNames:\n        LocalizedName: { '@description': Boat, '@languagecode': '1033' }\n",
        ),
        (
            "src/entities/new_boat/attributes/new_boatid.yml",
            "attribute:\n  '@PhysicalName': new_BoatId\n  Type: primarykey\n  LogicalName: new_boatid\n",
        ),
        (
            "src/entities/new_boat/attributes/new_rig.yml",
            "attribute:\n  '@PhysicalName': new_Rig\n  Type: picklist\n  LogicalName: new_rig\n  OptionSetName: new_rigs\n",
        ),
        (
            "src/entityrelationships/new_berth_boats.yml",
            "EntityRelationships:\n  EntityRelationship:\n    '@Name': new_berth_boats\n    EntityRelationshipType: OneToMany\n    ReferencingEntityName: new_Boat\n    ReferencedEntityName: new_Berth\n    ReferencingAttributeName: new_BerthId\n    CascadeDelete: Restrict\n",
        ),
        (
            "src/optionsets/new_rigs/optionset.yml",
            "optionset:\n  '@Name': new_rigs\n  options:\n    option:\n    - '@value': 7\n      labels: { label: { '@description': Yes, '@languagecode': 1033 } }\n    - '@value': 8\n",
        ),
        (
            "src/solutions/harbour/solution.yml",
            "ImportExportXml:\n  SolutionManifest:\n    UniqueName: Harbour\n    Version: 2.0.0.0\n",
        ),
    ];
    let documents = documents(&files);
    assert_eq!(documents.len(), 1);
    let boat = &documents[0];
    assert_eq!(boat.product.as_deref(), Some("Solution Harbour, 2.0.0.0"));
    assert_eq!(boat.table.primary_id_attribute.as_deref(), Some("new_boatid"));
    let rig = &boat.attributes[1];
    let options: Vec<_> =
        rig.option_set.as_ref().unwrap().options.iter().map(|option| (option.value, option.label.as_deref())).collect();
    assert_eq!(options, [(7, Some("Yes")), (8, None)]);
    assert_eq!(boat.many_to_one_relationships[0].referencing_attribute.as_deref(), Some("new_berthid"));
}

#[test]
fn labels_are_read_in_one_language() {
    let documents = said(parse_in(&sources(&unpacked()), Some(1031), &mut Diagnostics::default()).documents);
    assert_eq!(documents[1].table.display_name.as_deref(), Some("Boot"));
    assert_eq!(documents[1].table.display_collection_name.as_deref(), Some("Boats"), "there is none in German");
}

#[test]
fn what_is_no_xml_is_an_error_at_its_place() {
    for (text, place) in
        [("<Entity>\n <a></b></Entity>", (2, 5)), ("<!DOCTYPE a [<!ENTITY b 'c'>]><Entity>&b;</Entity>", (1, 1))]
    {
        let (sources, mut diagnostics) = (sources(&[("Entities/a/Entity.xml", text)]), Diagnostics::default());
        assert_eq!(parse(&sources, &mut diagnostics), []);
        let finding = diagnostics.iter().next().unwrap();
        assert_eq!(finding.code, Code::NotYaml);
        let origin = finding.origin.unwrap();
        assert_eq!(sources.get(origin.source).unwrap().line_column(origin.span.start), place, "{}", finding.message);
    }
}

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

#[test]
fn a_solution_adds_to_pages_and_both_tables_know_its_relationships() {
    let folder = std::env::temp_dir().join(format!("earlybound-solution-{}", std::process::id()));
    let berth = "# Berth (new_Berth) table/entity reference (Contoso)\n\n## Properties\n\n|Property|Value|\n|---|---|\n\
        |LogicalName|`new_berth`|\n|EntitySetName|`new_berths`|\n|PrimaryIdAttribute|`new_berthid`|\n\n\
        ## Writable columns/attributes\n\n### <a name=\"BKMK_new_BerthId\"></a> new_BerthId\n\n|Property|Value|\n|---|---|\n\
        |LogicalName|`new_berthid`|\n|Type|Uniqueidentifier|\n";
    write(&folder, &unpacked());
    write(
        &folder,
        &[
            ("pages/new_berth.md", berth),
            ("src/Entities/new_Boat/SavedQueries/a.xml", "<no"),
            ("src/Other/Relationships.xml", "<no"),
        ],
    );
    let reference = Reference::read(&[&folder]);
    fs::remove_dir_all(&folder).unwrap();
    let findings: Vec<_> = reference.diagnostics.iter().map(|finding| finding.code).collect();
    assert_eq!(findings, [Code::MissingTables]);
    let table = |name: &str| reference.schema.tables.iter().find(|table| table.table.logical_name == name).unwrap();
    assert_eq!(table("new_berth").one_to_many_relationships[0].schema_name, "new_berth_boats");
    let boat = table("new_boat");
    assert_eq!(boat.many_to_one_relationships[0].referenced_attribute.as_deref(), Some("new_berthid"));
    assert_eq!(boat.attribute("new_berthid").unwrap().targets, ["new_berth"]);
    assert_eq!(boat.many_to_many_relationships[0].entity2_logical_name.as_deref(), Some("contact"));
    assert!(table("contact").partial && !boat.partial);
}

/// A custom API on a row of a table, with a parameter of each kind that says more than its number.
const CUSTOM_API: [(&str, &str); 5] = [
    (
        "src/customapis/new_Moor/customapi.xml",
        r#"<customapi uniquename="new_Moor"><bindingtype>1</bindingtype><boundentitylogicalname>new_Boat</boundentitylogicalname>
  <description default="Moors a boat."><label description="Moors a boat." languagecode="1033" /><label description="Macht ein Boot fest." languagecode="1031" /></description>
  <isfunction>0</isfunction><name>Moor</name></customapi>"#,
    ),
    (
        "src/customapis/new_Moor/customapirequestparameters/Berth/customapirequestparameter.xml",
        r#"<customapirequestparameter uniquename="Berth"><isoptional>1</isoptional><logicalentityname>new_berth</logicalentityname><name>new_Moor.Berth</name><type>5</type></customapirequestparameter>"#,
    ),
    (
        "src/customapis/new_Moor/customapirequestparameters/Lines/customapirequestparameter.xml",
        r#"<customapirequestparameter uniquename="Lines"><isoptional>0</isoptional><logicalentityname /><name>Lines</name><type>11</type></customapirequestparameter>"#,
    ),
    (
        "src/customapis/new_Moor/customapiresponseproperties/Fee/customapiresponseproperty.xml",
        r#"<customapiresponseproperty uniquename="Fee"><name>Fee</name><type>8</type></customapiresponseproperty>"#,
    ),
    (
        "src/customapis/new_Tide/customapi.xml",
        r#"<customapi uniquename="new_Tide"><bindingtype>0</bindingtype><isfunction>1</isfunction></customapi>"#,
    ),
];

#[test]
fn custom_apis_are_messages_with_their_signatures() {
    let files: Vec<_> = unpacked().into_iter().chain(CUSTOM_API).collect();
    let mut diagnostics = Diagnostics::default();
    let parsed = parse_in(&sources(&files), Some(1031), &mut diagnostics);
    assert_eq!(diagnostics.iter().count(), 0);
    let moor = parsed.web_api.message("new_Moor").unwrap();
    assert_eq!(moor.kind, Some(MessageKind::Action));
    assert_eq!(moor.bound_to, [BoundTo { table: "new_boat".to_owned(), binding: Binding::Entity }]);
    assert_eq!(moor.description.as_deref(), Some("Macht ein Boot fest."));
    assert_eq!(moor.layers[0].product.as_deref(), Some("Solution Harbour, 1.2.0.3"));
    let parameters: Vec<_> = moor
        .parameters
        .iter()
        .map(|of| (of.name.as_str(), of.type_name.as_deref().unwrap(), of.table.as_deref(), of.optional))
        .collect();
    assert_eq!(
        parameters,
        [("Berth", "EntityReference", Some("new_berth"), true), ("Lines", "StringArray", None, false)]
    );
    assert_eq!(moor.returns.as_deref(), Some("mscrm.new_MoorResponse"));
    let response = &parsed.web_api.complex_types[0];
    assert_eq!((response.name.as_str(), response.properties[0].name.as_str()), ("new_MoorResponse", "Fee"));
    assert_eq!(response.properties[0].type_name.as_deref(), Some("Money"));
    let tide = parsed.web_api.message("new_Tide").unwrap();
    assert_eq!((tide.kind, tide.bound_to.len(), tide.returns.as_deref()), (Some(MessageKind::Function), 0, None));
    let schema = resolve(parsed, &mut diagnostics);
    let boat = schema.tables.iter().find(|table| table.table.logical_name == "new_boat").unwrap();
    let moor = boat.messages.iter().find(|message| message.name == "new_Moor").unwrap();
    assert_eq!(moor.binding, Some(Binding::Entity));
    assert_eq!(moor.parameters[0].parameter_type, Some(ParameterType::EntityReference));
}

/// The documentation of response properties: rows that are the only answer are not part of an object.
/// <https://learn.microsoft.com/power-apps/developer/data-platform/customapiresponseproperty-table-columns>
#[test]
fn a_custom_api_that_answers_rows_alone_answers_them_as_they_are() {
    let property = |name: &str, of: &str, table: &str| {
        let table = format!("<logicalentityname>{table}</logicalentityname>");
        format!("<customapiresponseproperty uniquename=\"{name}\">{table}<type>{of}</type></customapiresponseproperty>")
    };
    let answer = |properties: &[String]| {
        let api = "<customapi uniquename=\"new_Moor\"><bindingtype>0</bindingtype></customapi>";
        let mut files = vec![("src/customapis/new_Moor/customapi.xml".to_owned(), api.to_owned())];
        files.extend(properties.iter().enumerate().map(|(at, text)| {
            let name =
                format!("src/customapis/new_Moor/customapiresponseproperties/{at}/customapiresponseproperty.xml");
            (name, text.clone())
        }));
        let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let web_api = parse_in(&sources(&files), None, &mut Diagnostics::default()).web_api;
        (web_api.messages[0].returns.clone(), web_api.complex_types.len())
    };
    let (entity, collection) = ("3", "4");
    assert_eq!(answer(&[property("Boat", entity, "new_Boat")]), (Some("mscrm.new_boat".to_owned()), 0));
    assert_eq!(
        answer(&[property("Boats", collection, "new_boat")]),
        (Some("Collection(mscrm.new_boat)".to_owned()), 0)
    );
    assert_eq!(answer(&[property("Boat", entity, "")]), (Some("Entity".to_owned()), 0));
    assert_eq!(answer(&[property("Boats", collection, "")]), (Some("EntityCollection".to_owned()), 0));
    let two = [property("Boat", entity, "new_boat"), property("Fee", "8", "")];
    assert_eq!(answer(&two), (Some("mscrm.new_MoorResponse".to_owned()), 1));
    assert_eq!(answer(&[property("Boat", "5", "new_boat")]).1, 1, "a reference is a property like any other");
}

#[test]
fn what_is_wrong_with_a_custom_api_is_reported() {
    let wrong = [
        ("src/customapis/a/customapi.xml", "<customapi uniquename=\"a\">\n<bindingtype>1</bindingtype></customapi>"),
        (
            "src/customapis/b/customapirequestparameters/c/customapirequestparameter.xml",
            "<customapirequestparameter uniquename=\"c\"><type>13</type></customapirequestparameter>",
        ),
    ];
    let (sources, mut diagnostics) = (sources(&wrong), Diagnostics::default());
    parse_in(&sources, None, &mut diagnostics);
    diagnostics.sort();
    let found: Vec<_> = diagnostics.iter().map(|finding| (finding.code, finding.message.as_str())).collect();
    assert_eq!(
        found[..3],
        [
            (Code::BadValue, "nothing says what table the custom API is bound to"),
            (Code::StrayBlock, "`c` belongs to a custom API that the solution does not have"),
            (Code::BadValue, "`c` has no type that custom APIs have"),
        ]
    );
}
