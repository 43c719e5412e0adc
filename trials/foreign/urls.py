"""Reads each address with the standard library and each filter with `odata-query`, and checks that the texts in them are
those that were put in.

Usage: python3 urls.py FILE
"""

import json
import sys
from urllib.parse import parse_qsl, unquote, urlsplit

from odata_query import ast
from odata_query.grammar import ODataLexer, ODataParser


def texts(node):
    """The texts of a filter, in their order, but for names of properties that functions take as texts."""
    if isinstance(node, ast.String):
        yield node.val
    elif isinstance(node, ast.NamedParam):
        if node.name.name != "PropertyName":
            yield from texts(node.param)
    elif isinstance(node, list):
        for item in node:
            yield from texts(item)
    else:
        for name in getattr(node, "__dataclass_fields__", ()):
            yield from texts(getattr(node, name))


def quoted(text):
    """The text of an OData literal."""
    assert text[0] == text[-1] == "'" and "'" not in text[1:-1].replace("''", ""), text
    return text[1:-1].replace("''", "'")


def found(path):
    """The texts of an address; None if it has none that these parsers read."""
    address = urlsplit("https://contoso.crm.dynamics.com/api/data/v9.2" + path)
    assert not address.fragment, "a part of it is lost"
    options = parse_qsl(address.query, keep_blank_values=True, strict_parsing=True) if address.query else []
    # A plus sign is no blank in an address of OData.
    assert "+" not in address.query
    names = [name for name, _ in options]
    assert len(names) == len(set(names)) and all(name[0] in "$@" for name in names), names
    if "'" in address.path:
        return [quoted(unquote(address.path).split("=", 1)[1][:-1])]
    options = dict(options)
    if "@For" in options:
        return [quoted(options["@For"])]
    filters = [options[name] for name in ("$filter",) if name in options]
    if "$expand" in options and "$filter=" in options["$expand"]:
        filters.append(options["$expand"].split("$filter=", 1)[1].rsplit(")", 1)[0])
    result = []
    for condition in filters:
        # Its grammar has no lists of JSON, and at most two named parameters.
        if "PropertyValues=[" in condition or "PropertyValue2=" in condition:
            return None
        result += texts(ODataParser().parse(ODataLexer().tokenize(condition)))
    return result


def main():
    read, failures = 0, []
    for line in open(sys.argv[1], encoding="utf-8"):
        case = json.loads(line)
        try:
            values = found(case["path"])
            assert values is None or values == case["texts"], values
            read += 1
        except Exception as error:
            failures.append(f"{case['path']}\n    {case['texts']}: {type(error).__name__} {error}")
    print("\n".join(failures), file=sys.stderr)
    print(f"odata-query: {read} addresses read, {len(failures)} failed")
    return 1 if failures else 0


sys.exit(main())
