"""A server that answers as an organization does, for `earlybound pull`."""

import json
import re
import threading
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

METADATA = (
    '<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices><Schema '
    'Namespace="Microsoft.Dynamics.CRM" Alias="mscrm" xmlns="http://docs.oasis-open.org/odata/ns/edm"><Action Name="new_Go" '
    'IsBound="true"><Parameter Name="entity" Type="mscrm.t1" /></Action></Schema></edmx:DataServices></edmx:Edmx>'
)


def changes(table, columns):
    attributes = [{"LogicalName": f"c{number}", "SchemaName": f"c{number}", "AttributeType": "String"} for number in range(columns)]
    described = {"LogicalName": table, "SchemaName": table, "EntitySetName": f"{table}s", "PrimaryIdAttribute": "c0", "Attributes": attributes}
    context = "https://x/$metadata#Microsoft.Dynamics.CRM.RetrieveMetadataChangesResponse"
    return {"@odata.context": context, "ServerVersionStamp": "7!1", "EntityMetadata": [described]}


@contextmanager
def organization(tables, columns):
    """An organization with these tables; its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):  # noqa: N802 - the name is the server's
            path = unquote(self.path)
            if "/$metadata" in path:
                body = METADATA
            elif "RetrieveMetadataChanges" in path:
                asked = re.search(r'"Value":"(\w+)"|\bt\d+\b', path)
                named = next(name for name in re.findall(r"\bt\d+\b", path) if name in tables) if asked else tables[0]
                body = json.dumps(changes(named, columns))
            else:
                body = json.dumps({"value": [{"LogicalName": name} for name in tables]})
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with suppress(BrokenPipeError, ConnectionResetError):
                self.wfile.write(body.encode())

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
