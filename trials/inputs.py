"""Inputs of every kind: good ones, and ones with a hostile text in every place."""

import html
import json

def page(name, columns=3, cascades=(), text="A text."):
    """A page of the reference."""
    lines = [f"# {name} table/entity reference", "", text, "", "## Properties", "", "|Property|Value|", "|---|---|"]
    lines += [f"|**DisplayName**|**{name}**|", f"|**SchemaName**|`{name}`|", f"|**LogicalName**|`{name}`|"]
    lines += [f"|**EntitySetName**|`{name}s`|", f"|**PrimaryIdAttribute**|`{name}id`|", "|**OwnershipType**|`UserOwned`|"]
    lines += ["", "## Writable columns/attributes", ""]
    lines += [f'### <a name="BKMK_{name}Id"></a> {name}Id', "", "|Property|Value|", "|---|---|"]
    lines += [f"|LogicalName|`{name}id`|", "|Type|Uniqueidentifier|", ""]
    for column in range(columns):
        lines += [f'### <a name="BKMK_c{column}"></a> c{column}', "", "|Property|Value|", "|---|---|"]
        lines += [f"|Description|**{text}**|", f"|LogicalName|`c{column}`|", "|MaxLength|100|"]
        if column % 3 == 1:
            lines += ["|Type|Picklist|", "", f"#### c{column} Choices/Options", "", "|Value|Label|", "|---|---|"]
            lines += [f"|0|**{text}**|", "|1|**B**|", ""]
        else:
            lines += ["|Type|String|", ""]
    if cascades:
        lines += ["## Many-to-One relationships", ""]
    for number, target in enumerate(cascades):
        name_of_it = f"r_{name}_{number}"
        lines += [f'### <a name="BKMK_{name_of_it}"></a> {name_of_it}', ""]
        lines += [f"One-To-Many Relationship: [{target} {name_of_it}]({target}.md#BKMK_{name_of_it})", ""]
        lines += ["|Property|Value|", "|---|---|", f"|ReferencedEntity|`{target}`|", "|ReferencingAttribute|`c0`|"]
        lines += [f"|ReferencingEntityNavigationPropertyName|`c{number}`|"]
        every = "<br />".join(f"{action}: `Cascade`" for action in ["Assign", "Delete", "Reparent", "Share", "Unshare"])
        lines += [f"|CascadeConfiguration|{every}|", ""]
    return "\n".join(lines) + "\n"


INPUTS = {
    "t.md": page("new_t", 4, ["account"]),
    "t.table.yaml": (
        "LogicalName: new_t\nSchemaName: new_T\nEntitySetName: new_ts\nAttributes:\n- SchemaName: new_A\n  AttributeType: Picklist\n"
        "  OptionSet: { Name: new_a, Options: [{ Value: 1, Label: One }] }\nMessages: [{ Name: new_Go, Kind: Action }]\n"
        "OneToManyRelationships: [{ SchemaName: r, ReferencingEntity: account }]\n"
    ),
    "t.table.json": (
        '{"@odata.context":"https://x/$metadata#EntityDefinitions","value":[{"LogicalName":"new_t","SchemaName":"new_T",'
        '"EntitySetName":"new_ts","DisplayName":{"UserLocalizedLabel":{"Label":"T","LanguageCode":1033}},"Attributes":'
        '[{"LogicalName":"new_a","AttributeType":"String","MaxLength":10}]}]}'
    ),
    "earlybound.yaml": "select: [account, new_*]\nrename: { account: Company }\nderives: { choices: [PartialOrd] }\n",
    "customizations.xml": (
        '<ImportExportXml><Entities><Entity><Name LocalizedName="T">new_T</Name><EntityInfo><entity Name="new_T">'
        '<attributes><attribute PhysicalName="new_A"><Type>nvarchar</Type><Name>new_a</Name><MaxLength>10</MaxLength>'
        "</attribute></attributes><EntitySetName>new_ts</EntitySetName></entity></EntityInfo></Entity></Entities></ImportExportXml>"
    ),
}


PAYLOADS = [
    '"] } fn evil() {} //', "*/ evil!() /*", "`evil`", "${{evil}}", "</script><script>evil()</script>", "<img src=x onerror=evil()>",
    "\u202eevil\u202c", "\u0000\u0007\u001b[31m", "\u2028", "a\r\nb", "\\u{7d}", '{"}', "r#type", "Self", "_", "🦀\ufe0f", "e\u0301",
    "k\u2126", "../../evil", "a/b\\c", "con", "'", '"', "\\", "#", "-", "|", "&amp;", "%2e%2e/", "systemusers(1)/x?$filter=a#", "*",
    "[a](javascript:evil())", "x" * 300, "\u3164", "\uffff", "--evil", "'; drop", "include!(\"/etc/passwd\")", "{{}}", "///", "1",
]


def yaml_text(text):
    """A text in double quotes, as YAML and JSON both read it."""
    escaped = "".join(c if c.isalnum() or c in " -_." else (f"\\U{ord(c):08x}") for c in text)
    return f'"{escaped}"'


def hostile_table(payload):
    """A table document with a payload in every place that takes a text."""
    x = yaml_text(payload)
    return f"""\
- LogicalName: new_good
  EntitySetName: {x}
  DisplayName: {x}
  DisplayCollectionName: {x}
  Description: {x}
  Product: {x}
  PrimaryIdAttribute: {x}
  Attributes:
  - LogicalName: {x}
    SchemaName: {x}
    DisplayName: {x}
    Description: {x}
    AttributeType: Picklist
    OptionSet:
      Name: {x}
      Options:
      - {{ Value: 1, Label: {x}, Description: {x} }}
      - {{ Value: 2, Label: Fine }}
      - {{ Value: 3, Label: {x} }}
  - {{ LogicalName: new_lookup, AttributeType: Lookup, Targets: [{x}, account] }}
  Messages:
  - {{ Name: {x}, Path: {x}, Kind: Action, Parameters: [{{ Name: {x} }}] }}
  ManyToOneRelationships:
  - {{ SchemaName: {x}, ReferencedEntity: {x}, ReferencingAttribute: {x}, ReferencingEntityNavigationPropertyName: {x} }}
- LogicalName: {x}
  SchemaName: {x}
"""


def hostile_page(payload):
    """A page with a payload in every cell, heading and paragraph that takes a text."""
    x = payload.replace("\n", " ").replace("\r", " ").replace("|", "\\|")
    table = ["", "|Property|Value|", "|---|---|"]
    return "\n".join([
        f"# {x} (new_good) table/entity reference", "", x, "",
        "## Messages", "", "|Name|Web API Operation|SDK Assembly|", "|---|---|---|", f"|{x}|{x}|{x}|", f"|Create|POST {x}|{x}|", "",
        "## Properties", *table, f"|**DisplayName**|**{x}**|", f"|**DisplayCollectionName**|{x}|", f"|**SchemaName**|`{x}`|",
        "|**LogicalName**|`new_good`|", f"|**EntitySetName**|`{x}`|", f"|**PrimaryIdAttribute**|`{x}`|", f"|**OwnershipType**|`{x}`|", "",
        "## Writable columns/attributes", "",
        f'### <a name="BKMK_{x}"></a> {x}', *table, f"|Description|**{x}**|", f"|DisplayName|**{x}**|", f"|LogicalName|`{x}`|",
        f"|GlobalChoiceName|`{x}`|", "|Type|Picklist|", "", f"#### {x} Choices/Options", "", "|Value|Label|", "|---|---|", f"|0|**{x}**|", "|1|B|", "",
        '### <a name="BKMK_l"></a> l', *table, f"|LogicalName|`l`|", f"|Targets|{x}, account|", "|Type|Lookup|", "",
        "## Many-to-One relationships", "",
        f'### <a name="BKMK_{x}"></a> {x}', "", f"One-To-Many Relationship: [{x} {x}]({x}.md#BKMK_{x})", *table, f"|ReferencedEntity|`{x}`|",
        f"|ReferencedAttribute|`{x}`|", "|ReferencingAttribute|`l`|", f"|ReferencingEntityNavigationPropertyName|`{x}`|",
        f"|CascadeConfiguration|Delete: `{x}`<br />Assign: `Cascade`|", "",
    ])


def hostile_answer(payload):
    """An organization's answer about its tables."""
    label = {"UserLocalizedLabel": {"Label": payload, "LanguageCode": 1033}}
    column = {
        "LogicalName": payload, "SchemaName": payload, "AttributeType": "Picklist", "DisplayName": label, "Description": label,
        "OptionSet": {"Name": payload, "Options": [{"Value": 1, "Label": label}, {"Value": 2, "Label": label}]},
    }
    lookup = {"LogicalName": "new_lookup", "AttributeType": "Lookup", "Targets": [payload, "account"]}
    relationship = {
        "SchemaName": payload, "ReferencedEntity": payload, "ReferencingEntity": "new_good", "ReferencingAttribute": "new_lookup",
        "ReferencedEntityNavigationPropertyName": payload, "CascadeConfiguration": {"Delete": payload, "Assign": "Cascade"},
    }
    table = {
        "LogicalName": "new_good", "SchemaName": payload, "EntitySetName": payload, "DisplayName": label, "PrimaryIdAttribute": payload,
        "Attributes": [column, lookup], "ManyToOneRelationships": [relationship],
        "Keys": [{"LogicalName": payload, "SchemaName": payload, "KeyAttributes": [payload]}],
    }
    return json.dumps({"@odata.context": f"https://x/$metadata#EntityDefinitions{payload}", "value": [table]})


def hostile_solution(payload):
    """A solution's customizations."""
    x = html.escape("".join(c for c in payload if c >= " " and c not in "\uffff"))
    return (
        f'<ImportExportXml><Entities><Entity><Name LocalizedName="{x}">new_Good</Name><EntityInfo><entity Name="new_Good">'
        f'<attributes><attribute PhysicalName="{x}"><Type>picklist</Type><Name>{x}</Name><optionset Name="{x}"><options>'
        f'<option value="1"><labels><label description="{x}" languagecode="1033" /></labels></option></options></optionset>'
        f'<displaynames><displayname description="{x}" languagecode="1033" /></displaynames></attribute></attributes>'
        f"<EntitySetName>{x}</EntitySetName></entity></EntityInfo></Entity></Entities><EntityRelationships>"
        f'<EntityRelationship Name="{x}"><EntityRelationshipType>OneToMany</EntityRelationshipType><ReferencingEntityName>new_Good'
        f"</ReferencingEntityName><ReferencedEntityName>{x}</ReferencedEntityName><CascadeDelete>{x}</CascadeDelete>"
        f"<ReferencingAttributeName>{x}</ReferencingAttributeName></EntityRelationship></EntityRelationships></ImportExportXml>"
    )


def hostile_action(payload):
    """A page of the Web API reference."""
    x = payload.replace("\n", " ").replace("\r", " ").replace("|", "\\|")
    return (
        f"# {x} Action\n{x}\n\n## Bound Entities\n|EntityType|Binding Type|\n|---|---|\n|[account Entitytype](../entitytypes/account.md)|entity|\n\n"
        f"## Parameters\n|Name|Type|Nullable|Unicode|Description|\n|---|---|---|---|---|\n|{x}|{x}|false|true|{x}|\n|A|Edm.String|true|true|{x}|\n\n"
        f"## Return Type\n|Type|Nullable|Description|\n|---|---|---|\n|{x}|false|{x}|\n"
    )


def hostile_settings(payload):
    """Settings whose names and words are payloads."""
    x = yaml_text(payload)
    return f"select: [new_t, {x}]\nrename: {{ new_t: {x} }}\nderives: {{ choices: [{x}] }}\nmessages: [{x}]\n"


HOSTILE = {
    "t.table.yaml": hostile_table,
    "t.md": hostile_page,
    "t.table.json": hostile_answer,
    "customizations.xml": hostile_solution,
    "go.md": hostile_action,
    "earlybound.yaml": hostile_settings,
}
