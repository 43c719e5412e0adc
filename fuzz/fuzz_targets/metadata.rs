//! Any bytes as the metadata of a service.

#![no_main]

use earlybound_fuzz::read_as;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| read_as(&["$metadata.xml"], bytes));
