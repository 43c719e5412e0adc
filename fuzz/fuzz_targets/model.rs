//! Tables that were read from a document, and are written as a document in JSON or YAML, are read as the same.

#![no_main]

use earlybound_fuzz::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    // The first document may say things in several ways; what is written says each in one.
    let first = read("a.table.yaml", text);
    let json = serde_json::to_string(&first).expect("tables are data");
    let tables = read("a.table.json", &json);
    let again = read("a.table.json", &serde_json::to_string(&tables).expect("tables are data"));
    assert_eq!(again, tables, "{json}");
    let yaml = serde_yaml::to_string(&tables).expect("tables are data");
    assert_eq!(read("a.table.yaml", &yaml), tables, "{yaml}");
});
