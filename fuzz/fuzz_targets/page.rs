//! Any bytes as a page of the reference and as a table of contents.

#![no_main]

use earlybound_fuzz::read_as;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| read_as(&["page.md", "toc.yml"], bytes));
