//! Any bytes as a part of a solution, in XML and in YAML.

#![no_main]

use earlybound_fuzz::read_as;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| read_as(
    &["customizations.xml", "Entities/a/Entity.xml", "entities/a/entity.yml", "optionsets/a/optionset.yml"],
    bytes
));
