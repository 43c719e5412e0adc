//! Any bytes as rows of the service: what is read is written, and read again as the same.

#![no_main]

use std::fmt::Debug;

use earlybound::query::Delta;
use earlybound::{Page, Row};
use earlybound_generated::{Account, Contact, Email};
use libfuzzer_sys::fuzz_target;
use serde::Serialize;
use serde::de::DeserializeOwned;

fuzz_target!(|bytes: &[u8]| {
    same::<Account>(bytes);
    // With parties.
    same::<Email>(bytes);
    // Answers hold rows of many kinds.
    drop(serde_json::from_slice::<Page<Contact>>(bytes));
    drop(serde_json::from_slice::<Delta<Contact>>(bytes));
});

fn same<R: Row + Serialize + DeserializeOwned + PartialEq + Debug>(bytes: &[u8]) {
    if let Ok(row) = serde_json::from_slice::<R>(bytes) {
        let written = serde_json::to_string(&row).expect("a row that was read is written");
        assert_eq!(serde_json::from_str::<R>(&written).expect("and read again"), row);
    }
}
