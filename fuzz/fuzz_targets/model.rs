//! Tables that were read from a document, and are written as a document in JSON or YAML, are read as the same.

#![no_main]

use earlybound_fuzz::read;
use earlybound_reader::model::Schema;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    // The first document may say things in several ways; what is written says each in one.
    let first = read("a.table.yaml", text);
    let tables = read("a.table.json", &json(&first));
    let written = json(&tables);
    assert_eq!(json(&read("a.table.json", &written)), written);
    let yaml = serde_yaml::to_string(&tables).expect("tables are data");
    assert_eq!(json(&read("a.table.yaml", &yaml)), written, "{yaml}");
});

fn json(schema: &Schema) -> String {
    serde_json::to_string(schema).expect("tables are data")
}
