//! Any bytes below the title of a page of the Web API reference, of each kind.

#![no_main]

use earlybound_fuzz::read_as;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for kind in ["Action", "Function", "ComplexType", "EnumType", "EntityType"] {
        let title = format!("# new_a {kind}\n\n");
        read_as(&["new_a.md"], &[title.as_bytes(), bytes].concat());
    }
});
