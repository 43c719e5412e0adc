#!/usr/bin/env python3
"""Measures how long the command reads inputs as large as those of an organization, and how much memory that takes.

    cargo build --release -p earlybound-cli
    python3 benches/large_inputs.py target/release/earlybound

Writes an answer of `RetrieveMetadataChanges` of about 75 MB and a `$metadata` of about 30 MB, all of it made up, to a
temporary folder, and runs `earlybound check` on each: wall-clock time, processor time, and the most memory in use.
"""

import json
import os
import subprocess
import sys
import tempfile
import time

# Of the answer, and of the metadata: each table, and the columns that it has.
ANSWER, METADATA = (536, 55), (800, 165)


def label(text):
    one = {"Label": text, "LanguageCode": 1033, "IsManaged": True, "MetadataId": f"{hash(text) & (2**32 - 1):08x}", "HasChanged": None}
    return {"LocalizedLabels": [one], "UserLocalizedLabel": one}


def managed(value):
    return {"Value": value, "CanBeChanged": True, "ManagedPropertyLogicalName": "canmodify"}


def column(table, number):
    name = f"new_column{number}" if number else f"{table}id"
    kind = "Uniqueidentifier" if number == 0 else ("String", "Integer", "Picklist", "DateTime", "Lookup")[number % 5]
    of = {
        "@odata.type": f"#Microsoft.Dynamics.CRM.{kind}AttributeMetadata", "MetadataId": f"{number:036}", "HasChanged": None,
        "AttributeOf": None, "AttributeType": kind, "AttributeTypeName": {"Value": f"{kind}Type"}, "LogicalName": name,
        "SchemaName": name, "DisplayName": label(f"Column {number} of {table}"), "Description": label("What it holds. " * 4),
        "IsValidForCreate": True, "IsValidForUpdate": True, "IsValidForRead": True, "IsCustomAttribute": True,
        "RequiredLevel": managed("None"), "IsAuditEnabled": managed(True), "IsGlobalFilterEnabled": managed(False),
        "IsSortableEnabled": managed(False), "IsCustomizable": managed(True), "IsRenameable": managed(True),
        "IntroducedVersion": "1.0.0.0", "IsSecured": False, "MaxLength": None, "MinValue": None, "MaxValue": None,
    }
    if kind == "Lookup":
        of["Targets"] = [f"new_table{number}"]
    if kind == "Picklist":
        options = [{"Value": value, "Label": label(f"Option {value}"), "Description": label(""), "ParentValues": []} for value in range(6)]
        of["OptionSet"] = {"Name": f"{table}_{name}", "IsGlobal": False, "OptionSetType": "Picklist", "Options": options}
    return of


def answer(path):
    tables = []
    count, columns = ANSWER
    for number in range(count):
        table = f"new_table{number}"
        tables.append({
            "MetadataId": f"{number:036}", "LogicalName": table, "SchemaName": table, "EntitySetName": f"{table}s",
            "DisplayName": label(table), "PrimaryIdAttribute": f"{table}id", "OwnershipType": "UserOwned",
            "Attributes": [column(table, of) for of in range(columns)], "OneToManyRelationships": [], "ManyToOneRelationships": [],
        })
    head = {"@odata.context": "https://a.example/api/data/v9.2/$metadata#Microsoft.Dynamics.CRM.RetrieveMetadataChangesResponse"}
    with open(path, "w", encoding="utf-8") as file:
        json.dump(head | {"EntityMetadata": tables}, file)


def metadata(path):
    count, columns = METADATA
    with open(path, "w", encoding="utf-8") as file:
        file.write('<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>\n')
        file.write('<Schema Namespace="Microsoft.Dynamics.CRM" Alias="mscrm" xmlns="http://docs.oasis-open.org/odata/ns/edm">\n')
        for number in range(count):
            table = f"new_table{number}"
            file.write(f'<EntityType Name="{table}"><Key><PropertyRef Name="{table}id" /></Key>\n<Property Name="{table}id" Type="Edm.Guid" />\n')
            for of in range(1, columns):
                name, kind = (f"_new_column{of}_value", "Edm.Guid") if of % 5 == 4 else (f"new_column{of}", "Edm.String")
                file.write(f'<Property Name="{name}" Type="{kind}"><Annotation Term="Org.OData.Core.V1.Description" String="{"What it holds. " * 3}" /></Property>\n')
                if of % 5 == 4:
                    other = f"new_table{of}"
                    file.write(f'<NavigationProperty Name="new_column{of}" Type="mscrm.{other}" Partner="{table}_{of}">')
                    file.write(f'<ReferentialConstraint Property="{name}" ReferencedProperty="{other}id" /></NavigationProperty>\n')
            file.write("</EntityType>\n")
            for of in range(10):
                file.write(f'<Action Name="new_act{number}_{of}" IsBound="true"><Parameter Name="entity" Type="mscrm.{table}" Nullable="false" />')
                file.write('<Parameter Name="Words" Type="Edm.String" Nullable="false" /></Action>\n')
        file.write('<EntityContainer Name="System">\n')
        for number in range(count):
            file.write(f'<EntitySet Name="new_table{number}s" EntityType="Microsoft.Dynamics.CRM.new_table{number}" />\n')
        file.write("</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>\n")


def main():
    command = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        for name, write in (("answer.table.json", answer), ("$metadata.xml", metadata)):
            path = os.path.join(folder, name)
            write(path)
            begin = time.monotonic()
            child = subprocess.Popen([command, "check", path], stdout=subprocess.PIPE, text=True)
            summary = child.stdout.read().strip().splitlines()[-1]
            _, status, used = os.wait4(child.pid, 0)
            wall, processor, size = time.monotonic() - begin, used.ru_utime + used.ru_stime, os.path.getsize(path) / 1e6
            print(f"{name}, {size:.0f} MB: {wall:.1f} s, {processor:.1f} s of processor time, {used.ru_maxrss / 1024:.0f} MiB")
            print(f"    {summary}" if status == 0 else f"    failed: {status}")


if __name__ == "__main__":
    main()
