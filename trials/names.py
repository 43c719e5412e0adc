"""A trial of names: generated code compiles without a warning, whatever items of every kind are called."""

import json
import os
import shutil
import subprocess
import unicodedata
from pathlib import Path

from harness import Place, trial

# Characters that nobody sees: those that Unicode 17 calls default ignorable (DerivedCoreProperties.txt).
IGNORABLE = [chr(first + step) for first, last in [
    (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F),
    (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE01EF),
] for step in range(last - first + 1)]

INVISIBLE = [f"new_a{letter}b" for letter in IGNORABLE[:200:4] + IGNORABLE[200::40]] + ["\u3164", "\u115f\u1160", "\ufe0f"]

# Names that are the same to Rust, or to people: in normal forms C and KC, in another case, up to what no name can hold.
EQUAL = [
    "Å", "A\u030a", "\u212b", "kΩ", "k\u2126", "K", "\u212a", "が", "か\u3099", "가", "\u1100\u1161", "ﬁ", "fi", "ｱ", "ア", "ª", "a",
    "x²", "x2", "İ", "i\u0307", "ı", "I", "ſ", "s", "ß", "ẞ", "ss", "Ǆ", "ǅ", "ǆ", "Σ", "σ", "ς", "ϴ", "θ", "µ", "μ", "ŉ", "ʼn", "ΐ",
    "ΐ", "q\u0301", "q", "é", "e\u0301", "É", "日本", "日本\u3000", "עברית", "हिन्दी", "ﬀ", "ff", "A-B", "A B", "A_B", "A__B", "a_b",
    "aB", "AB", "_", "__", "_a", "1", "_1", "N1", "1a", "①", "Ⅷ", "VIII", "🦀", "🦀\ufe0f", "👩\u200d👧", "´", "a´", "˂", "a˂", "a\u0345",
]

KEYWORDS = """abstract as async await become box break const continue crate do dyn else enum extern false final fn for gen if
impl in let loop macro match mod move mut override priv pub ref return self static struct super trait true try type typeof
unsafe unsized use virtual where while yield union auto default macro_rules raw safe dyn""".split()

# Names that generated code, the prelude or the language may speak of.
KNOWN = """u8 i32 i64 f64 bool char str usize core std alloc earlybound serde serde_json test Self Option Some None Result Ok Err
String Vec Box Default Clone Copy Debug Display Drop Eq Ord PartialEq PartialOrd Hash From Into TryFrom TryInto AsRef AsMut Iterator
IntoIterator Extend Fn FnMut FnOnce Send Sync Sized Unpin ToOwned ToString Future IntoFuture Cow PhantomData Deref Serialize
Deserialize Row Table Target Choice Lookup Id ID Key KEY Column Schema SCHEMA TABLE FACTS TABLES ALL Message Event Messages Events
Keys keys messages shared referenced many_to_one one_to_many many_to_many annotations Annotations Other Unknown UnknownTable Account
account new on on_table request fmt metadata value label from_value query table columns Invoke Request Page Members Date DateTime
Decimal Timestamp Uuid EntityReference ManagedProperty Required ReadOnly ReadWrite vec format println assert derive cfg allow doc
include lib main mod aux con nul prn com1 lpt9 Error error Value""".split()

NAMES = list(dict.fromkeys(INVISIBLE + EQUAL + KEYWORDS + [word.capitalize() for word in KEYWORDS] + KNOWN))

MANIFEST = """[package]
name = "named"
version = "0.0.0"
edition = "2024"

[dependencies]
earlybound = {{ path = {path} }}

[workspace]

[lints.rust]
warnings = {{ level = "deny", priority = -1 }}
missing_docs = "deny"
# Names that look alike are what this is about; only the root of a crate can allow them.
confusable_idents = "allow"
mixed_script_confusables = "allow"
"""


def document():
    """A document in which items of every kind have every name."""
    columns, options, members = [], [], []
    for number, name in enumerate(NAMES):
        kinds = [("String", {}), ("Picklist", {"OptionSet": {"Options": [{"Value": 1, "Label": name}]}}), ("Lookup", {"Targets": ["a", name]})]
        kind, more = kinds[number % 3]
        columns.append({"LogicalName": name, "SchemaName": name, "AttributeType": kind, **more})
        options.append({"Value": number, "Label": name})
        members.append({"Name": name, "Type": "Edm.String", "Optional": number % 2 == 0})
    types = [{"Name": name, "Properties": members[:3]} for name in NAMES]
    enums = [{"Name": f"e{name}", "Members": [{"Name": name, "Value": number} for number, name in enumerate(NAMES)]} for name in NAMES[:40]]
    types_of = [{"Name": f"p{number}", "Type": f"mscrm.{name}"} for number, name in enumerate(NAMES)]
    messages = [{"Name": name, "Kind": "Action", "Parameters": members[:2]} for name in NAMES]
    messages += [
        {"Name": "new_All", "Kind": "Action", "Parameters": members, "Returns": "mscrm.new_Answer"},
        {"Name": "new_Types", "Kind": "Function", "Parameters": types_of},
        {"Name": "new_Enums", "Kind": "Function", "Parameters": [{"Name": f"p{n}", "Type": f"mscrm.e{name}"} for n, name in enumerate(NAMES[:40])]},
    ]
    types.append({"Name": "new_Answer", "Properties": members})
    wide = {
        "LogicalName": "new_wide", "SchemaName": "new_Wide", "EntitySetName": "new_wides", "PrimaryIdAttribute": "new_wideid",
        "Attributes": [
            *columns, {"SchemaName": "new_All", "AttributeType": "Picklist", "OptionSet": {"Options": options}},
            {"SchemaName": "new_wideid", "AttributeType": "Uniqueidentifier"},
        ],
        "Keys": [{"LogicalName": name, "SchemaName": name, "KeyAttributes": [columns[0]["LogicalName"]]} for name in NAMES],
        "Messages": [{"Name": name, "Kind": "Action", "Binding": "Entity"} for name in NAMES] + [{"Name": f"new_{kind}"} for kind in ("All", "Types", "Enums")],
        "ManyToOneRelationships": [{"SchemaName": name, "ReferencedEntity": "account", "ReferencingAttribute": columns[2]["LogicalName"]} for name in NAMES],
        "OneToManyRelationships": [{"SchemaName": f"o{name}", "ReferencingEntity": "account", "ReferencingAttribute": "a"} for name in NAMES],
        "ManyToManyRelationships": [{"SchemaName": f"m{name}", "Entity1LogicalName": "new_wide", "Entity2LogicalName": "account"} for name in NAMES],
    }
    tables = [wide] + [{"LogicalName": name, "SchemaName": name, "EntitySetName": f"sets{n}", "Attributes": columns[n : n + 2]} for n, name in enumerate(NAMES)]
    return {"Tables": tables, "ComplexTypes": types, "EnumTypes": enums, "Messages": messages}


@trial
def names(binary, runs, count):
    """Items of every kind with every name: the code compiles, and says nothing that nobody can type."""
    cargo = shutil.which("cargo")
    if cargo is None:
        print("  skipped: needs cargo")
        return
    root = Path(__file__).resolve().parent.parent
    with Place(binary) as place:
        place.write("in/a.table.json", json.dumps(document()))
        place.write("Cargo.toml", MANIFEST.format(path=json.dumps(str(root))))
        place.write("src/lib.rs", "//! Names.\n\npub mod tables;\n")
        shutil.copy(root / "Cargo.lock", place.folder)
        for layout in ("files", "single"):
            place.write("in/earlybound.yaml", f'messages: ["*"]\nlayout: {layout}\n')
            code, errors = place.run("generate", "in", "--out", "src/tables")
            count.check(code == 0, f"generate {layout}: {code} {errors[-2000:]}")
            paths = list((place.folder / "src/tables").glob("*.rs"))
            one_file = {unicodedata.normalize("NFC", path.name.casefold()) for path in paths}
            count.check(len(one_file) == len(paths), f"{layout}: {len(paths)} files are {len(one_file)} on some systems")
            text = "".join(path.read_text() for path in paths)
            code_of = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("//") and '"' not in line)
            left = sorted({hex(ord(letter)) for letter in IGNORABLE if letter in code_of})
            count.check(not left, f"{layout}: invisible characters in names: {left[:9]}")
            checked = subprocess.run(
                [cargo, "check", "--offline", "--quiet"], cwd=place.folder, capture_output=True, text=True,
                env={**os.environ, "CARGO_TARGET_DIR": os.environ.get("TRIALS_TARGET", "target")},
            )
            count.check(checked.returncode == 0, f"cargo check {layout}: {checked.stderr[:3000]}")
