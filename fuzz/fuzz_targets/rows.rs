//! Any bytes as rows of the service: what is read is written, and read again as the same.

#![no_main]

use earlybound::Page;
use earlybound_generated::{Account, Contact};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(row) = serde_json::from_slice::<Account>(bytes) {
        let written = serde_json::to_string(&row).expect("a row that was read is written");
        assert_eq!(serde_json::from_str::<Account>(&written).expect("and read again"), row);
    }
    // Answers hold rows of many kinds.
    drop(serde_json::from_slice::<Page<Contact>>(bytes));
});
