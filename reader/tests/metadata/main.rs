//! The metadata of a service: what CSDL says, and what tables learn from it.

#![cfg(feature = "xml")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use earlybound_reader::diagnostic::{Code, Diagnostics, render_text};
use earlybound_reader::model::{BoundTo, Provenance, Schema, Table};
use earlybound_reader::parse::parse_in;
use earlybound_reader::resolve::resolve;
use earlybound_reader::source::Sources;
use earlybound_schema::{AttributeType, Binding, MessageKind, ParameterType};

mod properties;

const HARBOUR: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:Reference Uri="http://vocabularies.odata.org/OData.Community.Keys.V1.xml">
    <edmx:Include Namespace="OData.Community.Keys.V1" Alias="Keys" />
  </edmx:Reference>
  <edmx:DataServices>
    <Schema Namespace="Microsoft.Dynamics.CRM" Alias="mscrm" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="crmbaseentity" Abstract="true" />
      <EntityType Name="activitypointer" BaseType="mscrm.crmbaseentity">
        <Key><PropertyRef Name="activityid" /></Key>
        <Property Name="activityid" Type="Edm.Guid" />
        <Property Name="subject" Type="Edm.String" Unicode="true" />
        <Property Name="_createdby_value" Type="Edm.Guid" />
        <Property Name="_ownerid_value" Type="Edm.Guid" />
        <NavigationProperty Name="createdby" Type="mscrm.systemuser" Partner="createdby_activitypointer">
          <ReferentialConstraint Property="_createdby_value" ReferencedProperty="ownerid" />
        </NavigationProperty>
        <NavigationProperty Name="ownerid" Type="mscrm.principal" Partner="owner_activitypointers">
          <ReferentialConstraint Property="_ownerid_value" ReferencedProperty="ownerid" />
        </NavigationProperty>
      </EntityType>
      <EntityType Name="new_visit" BaseType="mscrm.activitypointer">
        <Property Name="new_nights" Type="Edm.Int32" />
        <NavigationProperty Name="createdby_new_visit" Type="mscrm.systemuser" Partner="createdby_new_visit">
          <ReferentialConstraint Property="_createdby_value" ReferencedProperty="ownerid" />
        </NavigationProperty>
      </EntityType>
      <EntityType Name="new_boat" BaseType="Microsoft.Dynamics.CRM.crmbaseentity">
        <Key><PropertyRef Name="new_boatid" /></Key>
        <Property Name="new_boatid" Type="Edm.Guid"><Annotation Term="Org.OData.Core.V1.Description" String="Its id." /></Property>
        <Property Name="new_rig" Type="Edm.Int32" />
        <Property Name="new_sailnumber" Type="Edm.String" />
        <Property Name="new_launched" Type="Edm.DateTimeOffset">
          <Annotation Term="Org.OData.Core.V1.Permissions"><EnumMember>Org.OData.Core.V1.PermissionType/Read</EnumMember></Annotation>
        </Property>
        <Property Name="versionnumber" Type="Edm.Int64"><Annotation Term="Org.OData.Core.V1.Computed" Bool="true" /></Property>
        <Property Name="_new_berthid_value" Type="Edm.Guid"><Annotation Term="Org.OData.Core.V1.Computed" Bool="true" /></Property>
        <Property Name="new_seal" Type="mscrm.BooleanManagedProperty" />
        <NavigationProperty Name="new_BerthId" Type="mscrm.new_berth" Nullable="false" Partner="new_berth_new_boats">
          <ReferentialConstraint Property="_new_berthid_value" ReferencedProperty="new_berthid" />
        </NavigationProperty>
        <NavigationProperty Name="new_boat_contact" Type="Collection(mscrm.contact)" Partner="new_boat_contact" />
        <NavigationProperty Name="new_boat_visits" Type="Collection(mscrm.new_visit)" Partner="new_boatid_new_visit" />
        <Annotation Term="OData.Community.Keys.V1.AlternateKeys"><Collection>
          <Record Type="OData.Community.Keys.V1.AlternateKey"><PropertyValue Property="Key"><Collection>
            <Record Type="OData.Community.Keys.V1.PropertyRef"><PropertyValue Property="Alias" String="new_sailnumber" /><PropertyValue Property="Name" PropertyPath="new_sailnumber" /></Record>
            <Record Type="OData.Community.Keys.V1.PropertyRef"><PropertyValue Property="Alias" String="_new_berthid_value" /><PropertyValue Property="Name" PropertyPath="_new_berthid_value" /></Record>
          </Collection></PropertyValue></Record>
        </Collection></Annotation>
      </EntityType>
      <EntityType Name="EntityMetadata" BaseType="mscrm.crmbaseentity"><Property Name="MetadataId" Type="Edm.Guid" /></EntityType>
      <ComplexType Name="new_QuoteResponse">
        <Property Name="Price" Type="Edm.Decimal" Nullable="false" />
        <NavigationProperty Name="Boats" Type="Collection(mscrm.new_boat)" />
      </ComplexType>
      <EnumType Name="new_Tide"><Member Name="Low" Value="1" /><Member Name="High" Value="2" /></EnumType>
      <Action Name="new_Moor" IsBound="true">
        <Parameter Name="entity" Type="mscrm.new_boat" Nullable="false" />
        <Parameter Name="Place" Type="Edm.String" Nullable="false" Unicode="false" />
        <Parameter Name="Lines" Type="Collection(Edm.String)" />
      </Action>
      <Action Name="new_Moor" IsBound="true">
        <Parameter Name="entityset" Type="Collection(mscrm.new_boat)" Nullable="false" />
        <Parameter Name="Place" Type="Edm.String" Nullable="false" />
        <Parameter Name="Lines" Type="Collection(Edm.String)" />
      </Action>
      <Function Name="new_Quote">
        <Parameter Name="Tide" Type="mscrm.new_Tide" Nullable="false" />
        <ReturnType Type="mscrm.new_QuoteResponse" Nullable="false" />
      </Function>
      <EntityContainer Name="System">
        <EntitySet Name="new_boats" EntityType="Microsoft.Dynamics.CRM.new_boat" />
        <EntitySet Name="new_visits" EntityType="Microsoft.Dynamics.CRM.new_visit" />
      </EntityContainer>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>
"#;

/// A page of the same table, with a relationship whose name is not that of the property that leads back.
const BOAT: &str = "\
# Boat (new_Boat) table/entity reference (Contoso)

## Properties

|Property|Value|
|---|---|
|EntitySetName|`new_boats`|
|LogicalName|`new_boat`|
|PrimaryIdAttribute|`new_boatid`|

## Writable columns/attributes

### <a name=\"BKMK_new_BoatId\"></a> new_BoatId

|Property|Value|
|---|---|
|LogicalName|`new_boatid`|
|Type|Uniqueidentifier|

### <a name=\"BKMK_new_Rig\"></a> new_Rig

|Property|Value|
|---|---|
|LogicalName|`new_rig`|
|Type|Picklist|

#### new_Rig Choices/Options

|Value|Label|
|---|---|
|1|**Sloop**|

### <a name=\"BKMK_new_BerthId\"></a> new_BerthId

|Property|Value|
|---|---|
|LogicalName|`new_berthid`|
|Targets|new_berth|
|Type|Lookup|

## Many-to-One relationships

### <a name=\"BKMK_new_berth_boats\"></a> new_berth_boats

|Property|Value|
|---|---|
|ReferencedEntity|`new_berth`|
|ReferencedAttribute|`new_berthid`|
|ReferencingAttribute|`new_berthid`|
";

fn read(files: &[(&str, &str)]) -> (Schema, Vec<String>) {
    let mut sources = Sources::default();
    for (name, text) in files {
        sources.add(*name, *text);
    }
    let mut diagnostics = Diagnostics::default();
    let parsed = parse_in(&sources, None, &mut diagnostics);
    let schema = resolve(parsed, &mut diagnostics);
    diagnostics.retain(|finding| finding.code != Code::MissingTables);
    diagnostics.sort();
    let text = render_text(&diagnostics, &sources, false);
    let findings = text.lines().filter(|line| line.contains("]: ") || line.contains("-->")).map(str::to_owned);
    (schema, findings.collect())
}

fn clean(files: &[(&str, &str)]) -> Schema {
    let (schema, findings) = read(files);
    assert_eq!(findings, [""; 0]);
    schema
}

fn table<'a>(schema: &'a Schema, name: &str) -> &'a Table {
    schema.tables.iter().find(|table| table.table.logical_name == name).unwrap()
}

#[test]
fn tables_that_nothing_else_describes_have_columns_links_and_keys() {
    let schema = clean(&[("$metadata.xml", HARBOUR)]);
    let names: Vec<&str> = schema.tables.iter().map(|table| table.table.logical_name.as_str()).collect();
    assert_eq!(names, ["activitypointer", "new_boat", "new_visit"], "no abstract types, no definitions");
    let boat = table(&schema, "new_boat");
    assert!(boat.partial, "much of it is unknown");
    assert_eq!(boat.table.entity_set_name.as_deref(), Some("new_boats"));
    assert_eq!(boat.table.primary_id_attribute.as_deref(), Some("new_boatid"));
    assert_eq!(boat.layers[0].provenance, Provenance::Metadata);
    let types: Vec<_> = boat.attributes.iter().map(|of| (of.logical_name.as_str(), of.attribute_type)).collect();
    assert_eq!(
        types,
        [
            ("new_berthid", Some(AttributeType::Lookup)),
            ("new_boatid", Some(AttributeType::Uniqueidentifier)),
            ("new_launched", Some(AttributeType::DateTime)),
            ("new_rig", Some(AttributeType::Integer)),
            ("new_sailnumber", Some(AttributeType::String)),
            ("new_seal", Some(AttributeType::ManagedProperty)),
            ("versionnumber", Some(AttributeType::BigInt)),
        ]
    );
    let settable = |name| boat.attribute(name).unwrap().creatable();
    assert_eq!(["new_launched", "versionnumber"].map(settable), [Some(false); 2]);
    assert_eq!(["new_berthid", "new_rig"].map(settable), [None; 2], "a lookup is set by its navigation property");
    assert_eq!(boat.attribute("new_boatid").unwrap().description.as_deref(), Some("Its id."));
    assert_eq!(boat.attribute("new_berthid").unwrap().targets, ["new_berth"]);
    let berth = &boat.many_to_one_relationships[0];
    assert_eq!(berth.referencing_attribute.as_deref(), Some("new_berthid"));
    assert_eq!(berth.referencing_entity_navigation_property_name.as_deref(), Some("new_BerthId"));
    assert_eq!(boat.keys[0].key_attributes, ["new_sailnumber", "new_berthid"]);
    let pair = &boat.many_to_many_relationships[0];
    assert_eq!((boat.many_to_many_relationships.len(), pair.schema_name.as_str()), (1, "new_boat_contact"));
    assert_eq!(pair.entity2_logical_name.as_deref(), Some("contact"));
}

#[test]
fn types_have_the_columns_of_their_bases() {
    let schema = clean(&[("metadata.csdl", HARBOUR)]);
    let visit = table(&schema, "new_visit");
    assert_eq!(visit.table.primary_id_attribute.as_deref(), Some("activityid"));
    let names: Vec<&str> = visit.attributes.iter().map(|column| column.logical_name.as_str()).collect();
    assert_eq!(names, ["activityid", "createdby", "new_nights", "ownerid", "subject"]);
    let links: Vec<_> = visit.many_to_one_relationships.iter().map(|side| side.schema_name.as_str()).collect();
    assert_eq!(links, ["createdby_new_visit"], "that of the base is the base's alone");
    let owner = visit.attribute("ownerid").unwrap();
    assert_eq!(owner.attribute_type, Some(AttributeType::Owner));
    assert_eq!(owner.targets, ["systemuser", "team"], "all principals");
}

#[test]
fn a_page_says_what_columns_are_and_metadata_how_they_are_linked() {
    let pair = "\n## Many-to-Many relationships\n\n### <a name=\"BKMK_new_boat_contact\"></a> new_boat_contact\n\n|Property|Value|\n\
                |---|---|\n|IntersectEntityName|`new_boat_contact`|\n|Entity2LogicalName|`contact`|\n";
    let schema = clean(&[("boat.md", &format!("{BOAT}{pair}")), ("$metadata.xml", HARBOUR)]);
    let boat = table(&schema, "new_boat");
    assert!(!boat.partial);
    assert_eq!(boat.attribute("new_rig").unwrap().attribute_type, Some(AttributeType::Picklist), "never retyped");
    assert!(boat.attribute("new_rig").unwrap().changed_by.is_empty());
    assert!(boat.attribute("new_sailnumber").is_some(), "a column that the page leaves out");
    assert_eq!(boat.many_to_one_relationships.len(), 1, "the relationship of the page, by its column");
    let berth = &boat.many_to_one_relationships[0];
    assert_eq!(berth.schema_name, "new_berth_boats");
    assert_eq!(berth.referencing_entity_navigation_property_name.as_deref(), Some("new_BerthId"));
    assert_eq!(berth.referenced_entity_navigation_property_name.as_deref(), Some("new_berth_new_boats"));
    assert_eq!(boat.many_to_many_relationships.len(), 1, "that of the page, with the names of its links");
    let pair = &boat.many_to_many_relationships[0];
    assert_eq!(pair.intersect_entity_name.as_deref(), Some("new_boat_contact"));
    assert_eq!(pair.entity1_navigation_property_name.as_deref(), Some("new_boat_contact"));
    assert_eq!(schema.entity_sets.get("new_visit").map(String::as_str), Some("new_visits"));
    let moor = boat.messages.iter().find(|message| message.name == "new_Moor").unwrap();
    assert_eq!(moor.binding, Some(Binding::Entity));
    assert_eq!(moor.parameters[1].parameter_type, Some(ParameterType::StringArray));
}

#[test]
fn documents_of_ones_own_leave_out_and_rename_what_metadata_describes() {
    let own = "\
LogicalName: new_boat
Attributes:
  - { LogicalName: new_rig, Omit: true }
  - { LogicalName: new_sailnumber, RustName: sail }
";
    let schema = clean(&[("$metadata.xml", HARBOUR), ("own.table.yaml", own)]);
    let boat = table(&schema, "new_boat");
    assert!(boat.attribute("new_rig").is_none());
    let sail = boat.attribute("new_sailnumber").unwrap();
    assert_eq!((sail.rust_name.as_deref(), sail.attribute_type), (Some("sail"), Some(AttributeType::String)));
    let gone = clean(&[("$metadata.xml", HARBOUR), ("own.table.yaml", "LogicalName: new_boat\nOmit: true\n")]);
    assert!(gone.tables.iter().all(|table| table.table.logical_name != "new_boat"));
}

#[test]
fn messages_and_types_are_in_the_model() {
    let schema = clean(&[("$metadata.xml", HARBOUR)]);
    let moor = schema.web_api.message("new_Moor").unwrap();
    let bound = |binding| BoundTo { table: "new_boat".to_owned(), binding };
    assert_eq!(moor.kind, Some(MessageKind::Action));
    assert_eq!(moor.bound_to, [bound(Binding::Entity), bound(Binding::EntityCollection)]);
    let parameters: Vec<_> = moor.parameters.iter().map(|of| (of.name.as_str(), of.optional)).collect();
    assert_eq!(parameters, [("Place", false), ("Lines", true)], "without the row that it is called on");
    assert_eq!(moor.returns, None);
    let quote = schema.web_api.message("new_Quote").unwrap();
    assert_eq!((quote.kind, quote.bound_to.len()), (Some(MessageKind::Function), 0));
    assert_eq!(quote.parameters[0].type_name.as_deref(), Some("mscrm.new_Tide"));
    assert_eq!(quote.returns.as_deref(), Some("mscrm.new_QuoteResponse"));
    let response = &schema.web_api.complex_types[0];
    let types: Vec<_> = response.properties.iter().map(|of| of.type_name.as_deref().unwrap()).collect();
    assert_eq!(types, ["Edm.Decimal", "Collection(mscrm.new_boat)"]);
    let values: Vec<_> = schema.web_api.enum_types[0].members.iter().map(|of| (of.name.as_str(), of.value)).collect();
    assert_eq!(values, [("Low", 1), ("High", 2)]);
}

#[test]
fn what_is_printed_is_read_back() {
    let schema = clean(&[("$metadata.xml", HARBOUR)]);
    let printed = serde_json::to_string(&schema.web_api).unwrap();
    let (again, findings) = read(&[("api.table.json", &printed)]);
    assert_eq!(findings, [""; 0]);
    let types = |schema: &Schema| {
        let mut types = schema.web_api.entity_types.clone();
        types.iter_mut().for_each(|of| of.layers.clear());
        types
    };
    assert_eq!(types(&again), types(&schema));
    assert_eq!(table(&again, "new_boat").attributes, table(&schema, "new_boat").attributes);
}

#[test]
fn what_is_wrong_is_reported_at_its_place() {
    let wrong = r#"<edmx:Edmx Version="4.0" xmlns:edmx="e"><edmx:DataServices><Schema Namespace="N" Alias="mscrm">
<EntityType Name="a"><Property Name="b" Type="text" /><Property Type="Edm.Int32" />
<NavigationProperty Name="c" Type="Edm.String" /></EntityType>
<EnumType Name="d"><Member Name="e" Value="one" /></EnumType>
<Action Name="f" IsBound="true"><Parameter Name="x" Type="Edm.String" /></Action>
<Action Name="g" /><Action Name="g"><Parameter Name="x" Type="Edm.String" /></Action>
</Schema></edmx:DataServices></edmx:Edmx>"#;
    let (_, findings) = read(&[("$metadata.xml", wrong)]);
    assert_eq!(
        findings,
        [
            "warning[EB0106]: `Property` without a type",
            " --> $metadata.xml:2:47",
            "warning[EB0106]: `Property` without a name",
            " --> $metadata.xml:2:55",
            "warning[EB0106]: the navigation property `c` leads to no table",
            " --> $metadata.xml:3:36",
            "warning[EB0106]: the value of `e` is not a number",
            " --> $metadata.xml:4:44",
            "warning[EB0106]: nothing says what `f` is bound to",
            " --> $metadata.xml:5:27",
            "warning[EB0109]: two signatures of `g`",
            " --> $metadata.xml:6:34",
        ]
    );
    let (_, findings) = read(&[("$metadata.xml", "<Edmx><DataServices></Edmx>")]);
    assert!(findings[0].starts_with("error[EB0114]: not XML"), "{findings:?}");
}
