#!/usr/bin/env python3
"""Writes seeds for the targets: inputs of our own, and real ones where the environment names folders of them.

Usage: python3 fuzz/seeds.py [FOLDER]

The folder is `fuzz/corpus` unless named; each target gets a folder in it. `EARLYBOUND_CORPUS` and `EARLYBOUND_INPUTS`
name folders of real pages and of other real inputs: files of up to 12 KB become seeds, too, and must not be committed.
"""

import hashlib
import io
import os
import sys
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "trials"))
import inputs  # noqa: E402

LARGEST = 12_000

CSDL = (
    '<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices><Schema Namespace="mscrm" '
    'xmlns="http://docs.oasis-open.org/odata/ns/edm"><EntityType Name="new_boat" BaseType="mscrm.crmbaseentity"><Key><PropertyRef '
    'Name="new_boatid"/></Key><Property Name="new_boatid" Type="Edm.Guid"/><NavigationProperty Name="new_a" Type="Collection(mscrm.account)" '
    'Partner="b"><ReferentialConstraint Property="a" ReferencedProperty="b"/></NavigationProperty></EntityType><ComplexType Name="new_Fee">'
    '<Property Name="Tide" Type="mscrm.new_Tide" Nullable="false"/></ComplexType><EnumType Name="new_Tide" IsFlags="true"><Member Name="Low" '
    'Value="1"/></EnumType><Function Name="WhoAmI"><ReturnType Type="mscrm.new_Fee"/></Function><Action Name="new_Moor" IsBound="true">'
    '<Parameter Name="entity" Type="mscrm.new_boat"/><Parameter Name="Fee" Type="Collection(mscrm.new_Fee)"/></Action><EntityContainer '
    'Name="System"><EntitySet Name="new_boats" EntityType="mscrm.new_boat"/></EntityContainer></Schema></edmx:DataServices></edmx:Edmx>'
)

ROW = (
    '{"@odata.context":"https://x/api/data/v9.2/$metadata#accounts/$entity","@odata.etag":"W/\\"7\\"","accountid":"00000000-0000-0000-'
    '0000-000000000007","name":"A","revenue":1.50,"createdon":"2024-01-02T03:04:05Z","statecode":0,"statecode@OData.Community.Display.V1.'
    'FormattedValue":"Active","_primarycontactid_value":"00000000-0000-0000-0000-000000000008","_primarycontactid_value@Microsoft.Dynamics.'
    'CRM.lookuplogicalname":"contact","primarycontactid":{"fullname":"Ada"},"Account_Tasks":[{"subject":"B"}],"Account_Tasks@odata.nextLink":'
    '"https://x/n","_ownerid_value":"00000000-0000-0000-0000-000000000009","email_activity_parties":[{"participationtypemask":1}],"new_x":[1]}'
)

SETTINGS = (
    "select: [color, new_*, { tables: '*', product: Contoso }]\nwithout: ['*_base']\nreferenced: direct\nmessages: [new_*]\n"
    "rename: { color: Colour, color.hue: shade, color.hue.1: Red, color.Color_Paint: PAINTS }\nderives: { rows: [a::B], choices: [Ord] }\n"
    "language: 1033\ndocs: true\nlayout: single\nfeatures: { sales: [color] }\nsilence: [EB0201, { code: EB0202, table: color }]\n"
    "tables: [{ LogicalName: color, Attributes: [{ SchemaName: new_A, AttributeType: String }] }]\n"
)

LOCK = "# a\nvariant color hue=1 Red\nmodule color %; color_\nfield color paint%20;id r#type\n"


def archive(name, text):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, text)
    return buffer.getvalue()


def own():
    """Seeds of our own, by target."""
    page, columns = inputs.page("new_t", 4, ["account"]), inputs.page("new_t", 6, ["account", "contact"], "Words: 1 & <b>")
    hostile = inputs.hostile_page("R&D *x*")
    action, solution = inputs.hostile_action("Edm.Guid"), inputs.INPUTS["customizations.xml"]
    pages = [page, columns, hostile]
    return {
        "page": pages,
        "round_trip": pages,
        "diff": [f"{page}\n====\n{columns}", f"{hostile}\n====\n{page}"],
        "web_api": [action.split("\n", 1)[1]],
        "yaml": [inputs.INPUTS["t.table.yaml"], inputs.hostile_table("x"), SETTINGS],
        "model": [inputs.INPUTS["t.table.yaml"], inputs.hostile_table("x")],
        "json": [inputs.INPUTS["t.table.json"], inputs.hostile_answer("x")],
        "solution": [solution, inputs.hostile_solution("x")],
        "metadata": [CSDL],
        "settings": [SETTINGS, LOCK],
        "archive": [archive("customizations.xml", solution), archive("Entities/a/Entity.xml", solution)],
        "rows": [ROW, f'{{"value":[{ROW}],"@odata.nextLink":"https://x/n"}}'],
    }


def real():
    """Real inputs, by target."""
    found = {}
    for path in sorted(path for folder in folders() for path in Path(folder).rglob("*") if path.is_file()):
        if path.stat().st_size <= LARGEST:
            for target in targets(path):
                found.setdefault(target, []).append(path.read_bytes())
    return found


def folders():
    return [os.environ[name] for name in ("EARLYBOUND_CORPUS", "EARLYBOUND_INPUTS") if name in os.environ]


def targets(path):
    match path.suffix.lower():
        case ".md" if "webapi" in path.parts:
            return ["web_api"]
        case ".md":
            return ["page", "round_trip"]
        case ".json":
            return ["json"]
        case ".yml" | ".yaml":
            return ["yaml", "solution"]
        case ".xml":
            return ["solution", "metadata"]
        case ".zip":
            return ["archive"]
        case _:
            return []


def main():
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parent / "corpus")
    for seeds in (own(), real()):
        for target, texts in seeds.items():
            (folder / target).mkdir(parents=True, exist_ok=True)
            for text in texts:
                data = text.encode() if isinstance(text, str) else text
                (folder / target / hashlib.sha1(data).hexdigest()).write_bytes(data)


if __name__ == "__main__":
    main()
