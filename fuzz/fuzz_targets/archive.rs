//! Any bytes as an exported solution.

#![no_main]

use std::fs;

use earlybound_codegen::Config;
use earlybound_fuzz::show;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("solution.zip");
    fs::write(&path, bytes).expect("a file");
    let expansion = Config::new().input(path).expand();
    show(&expansion.diagnostics, &expansion.sources);
});
