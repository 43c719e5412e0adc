"""Creates, reads and changes rows with Microsoft's client for Python, and checks that every value arrives.

Usage: python3 client.py PORT ROWS
"""

import json
import sys

import requests
from azure.core.credentials import AccessToken
from PowerPlatform.Dataverse.client import DataverseClient

PORT, ROWS = sys.argv[1:]
NAMES = {"accounts": "account", "contacts": "contact", "msdyn_ocliveworkitems": "msdyn_ocliveworkitem"}
SECURE = "https://contoso.crm.dynamics.com"

# The client speaks HTTPS alone, and the server is this machine.
send = requests.Session.request


def request(self, method, url, **options):
    assert url.startswith(SECURE), url
    return send(self, method, f"http://127.0.0.1:{PORT}{url[len(SECURE):]}", **options)


requests.Session.request = request


class Credential:
    def get_token(self, *scopes, **options):
        return AccessToken("token", 2**31)


def check(sent, row):
    """The number of values that arrived."""
    for name, value in sent.items():
        if name.endswith("@odata.bind"):
            column = name.split("@")[0].split("_")[0]
            assert row[f"_{column}_value"] == value.split("(")[1][:-1], (name, row)
        else:
            assert row[name] == value and type(row[name]) in (type(value), int, float), (name, value, row[name])
    return len(sent)


def main():
    values = 0
    client = DataverseClient(SECURE, Credential())
    for collection, data in json.load(open(ROWS, encoding="utf-8")):
        table = NAMES[collection]
        key = client.records.create(table, data)
        values += check(data, client.records.retrieve(table, key))
        keys = client.records.create(table, [data, data])
        assert len(set(keys)) == 2
        values += sum(check(data, client.records.retrieve(table, key)) for key in keys)
        name = next(iter(data))
        client.records.update(table, key, {name: None})
        changed = client.records.retrieve(table, key)
        assert changed.get(name) is None, (name, changed)
        values += check({other: value for other, value in data.items() if other != name}, changed)
        for key in [key, *keys]:
            client.records.delete(table, key)
    print(f"PowerPlatform-Dataverse-Client: {values} values arrived")


main()
