//! Any bytes as the settings of a project, and as a file of kept names, beside a table that they speak of.

#![no_main]

use std::fs;

use earlybound_codegen::Config;
use earlybound_fuzz::{TABLE, show};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for name in ["earlybound.yaml", "earlybound.lock"] {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("color.table.yaml"), TABLE).expect("a file");
        fs::write(folder.path().join(name), bytes).expect("a file");
        let expansion = Config::new().input(folder.path()).expand();
        show(&expansion.diagnostics, &expansion.sources);
        assert_eq!(expansion.items.is_empty(), expansion.diagnostics.has_errors());
    }
});
