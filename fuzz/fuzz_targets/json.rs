//! Any bytes as a table document or an answer of an organization, in JSON.

#![no_main]

use earlybound_fuzz::read_as;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| read_as(&["a.table.json"], bytes));
