//! Any bytes as a table document in YAML and as the settings of a project.

#![no_main]

use earlybound_fuzz::read_as;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| read_as(&["a.table.yaml", "earlybound.yaml"], bytes));
