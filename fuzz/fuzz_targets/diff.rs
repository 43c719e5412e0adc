//! Any two pages as the versions of one: what is the same does not differ, and what came one way goes the other way.

#![no_main]

use earlybound_fuzz::read;
use earlybound_reader::diff::diff;
use libfuzzer_sys::fuzz_target;

/// The line between the two pages of an input.
const BETWEEN: &str = "\n====\n";

fuzz_target!(|text: &str| {
    let (old, new) = text.split_once(BETWEEN).unwrap_or((text, ""));
    let (old, new) = (read("page.md", old), read("page.md", new));
    for version in [&old, &new] {
        assert_eq!(diff(version, version), []);
    }
    let (there, back) = (diff(&old, &new), diff(&new, &old));
    assert_eq!(there.is_empty(), back.is_empty(), "{there:?} {back:?}");
});
