"""The tables of pages, as `earlybound` reads them, and what other generators take in their place."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def default_pages():
    """The corpus's folder of 2018 if there is a corpus, else the shipped reference."""
    corpus = os.environ.get("EARLYBOUND_CORPUS")
    return Path(corpus) / "2018" if corpus else ROOT / "schema" / "reference"


def everyday_pages(folder):
    """Copies the shipped pages of the tables that programs begin with, those behind no feature; returns the folder."""
    shipped = ROOT / "schema" / "reference"
    settings = (shipped / "earlybound.yaml").read_text()
    features = re.search(r"^features:\n((?:  .*\n)+)", settings, re.M)[1]
    behind = set(re.findall(r"\b[a-z][a-z0-9_]+\b(?!:)", features))
    shutil.rmtree(folder, ignore_errors=True)
    for page in shipped.glob("*/*.md"):
        is_table = page.parent.name not in ("messages", "navigation")
        if is_table and page.stem not in behind:
            (folder / page.parent.name).mkdir(parents=True, exist_ok=True)
            shutil.copy(page, folder / page.parent.name)
    return folder


def model(pages):
    """The tables of a folder of pages, as facts."""
    return json.loads(earlybound("model", "--format", "json", pages))["Tables"]


def earlybound(*arguments):
    command = ["cargo", "run", "--quiet", "-p", "earlybound-cli", "--", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout


# What a column is called in the other languages: JSON Schema, and the number of the type in a protobuf descriptor.
TYPES = {
    "Integer": ({"type": "integer", "format": "int32"}, 5),
    "BigInt": ({"type": "integer", "format": "int64"}, 3),
    "Double": ({"type": "number", "format": "double"}, 1),
    "Decimal": ({"type": "number", "format": "double"}, 1),
    "Money": ({"type": "number", "format": "double"}, 1),
    "Boolean": ({"type": "boolean"}, 8),
    "DateTime": ({"type": "string", "format": "date-time"}, 9),
    "Uniqueidentifier": ({"type": "string", "format": "uuid"}, 9),
    "Lookup": ({"type": "string", "format": "uuid"}, 9),
    "Customer": ({"type": "string", "format": "uuid"}, 9),
    "Owner": ({"type": "string", "format": "uuid"}, 9),
    "Picklist": ({"type": "integer", "format": "int32"}, 5),
    "State": ({"type": "integer", "format": "int32"}, 5),
    "Status": ({"type": "integer", "format": "int32"}, 5),
}
TEXT = ({"type": "string"}, 9)


def json_schema_of(tables, limits=()):
    """All tables as one JSON Schema, which typify reads."""
    schema = {"$schema": "http://json-schema.org/draft-07/schema#", "definitions": definitions(tables, limits)}
    return json.dumps(schema)


def definitions(tables, limits=()):
    return {table["LogicalName"]: json_schema(table, limits) for table in tables}


def json_schema(table, limits):
    """A table with what JSON Schema can say of it. What restricts values is said if `limits` has `choices`, `lengths`."""
    properties = {}
    for column in table["Attributes"]:
        kind = dict(TYPES.get(column.get("AttributeType"), TEXT)[0])
        options = column.get("OptionSet", {}).get("Options", [])
        if "choices" in limits and column.get("AttributeType") in ("Picklist", "State", "Status") and options:
            kind = {"type": "string", "enum": sorted({option.get("Label") or str(option["Value"]) for option in options})}
        if "lengths" in limits and kind == TEXT[0] and column.get("MaxLength"):
            kind["maxLength"] = column["MaxLength"]
        if column.get("Description"):
            kind["description"] = column["Description"]
        properties[column["LogicalName"]] = kind
    return {"type": "object", "properties": properties}


def open_api(tables):
    def path(table):
        answer = {"content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{table}"}}}, "description": "Row."}
        parameter = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
        return {"get": {"operationId": f"get_{table}", "parameters": [parameter], "responses": {"200": answer}}}

    paths = {f"/{table['LogicalName']}/{{id}}": path(table["LogicalName"]) for table in tables}
    info = {"title": "Tables", "version": "1"}
    return {"openapi": "3.0.3", "info": info, "paths": paths, "components": {"schemas": definitions(tables)}}


def descriptors(tables):
    """A `FileDescriptorSet` with a message for each table, as `protoc` would make it."""

    def varint(value):
        more = [value & 0x7F | 0x80]
        while value := value >> 7:
            more.append(value & 0x7F | 0x80)
        return bytes(more[:-1] + [more[-1] & 0x7F])

    def field(number, value):
        if isinstance(value, int):
            return varint(number << 3) + varint(value)
        value = value.encode() if isinstance(value, str) else value
        return varint(number << 3 | 2) + varint(len(value)) + value

    def column(number, column):
        kind = TYPES.get(column.get("AttributeType"), TEXT)[1]
        name = re.sub(r"\W", "_", column["LogicalName"])
        return field(1, name) + field(3, number) + field(4, 1) + field(5, kind)

    def message(table):
        numbers = [number for number in range(1, 20_000) if not 19_000 <= number < 20_000]
        columns = [field(2, column(*pair)) for pair in zip(numbers, table["Attributes"])]
        return field(1, table["LogicalName"]) + b"".join(columns)

    messages = b"".join(field(4, message(table)) for table in tables)
    return field(1, field(1, "tables.proto") + field(2, "tables") + messages + field(12, "proto3"))
