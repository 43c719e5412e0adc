//! Alternate keys.

use super::words::Words;
use crate::metadata::key::AlternateKeyMetadata;

/// `new_bynumber columns=new_number,new_harbourid SchemaName=new_ByNumber DisplayName="By number"`.
pub(super) fn read(line: &'static str) -> AlternateKeyMetadata {
    let mut words = Words::of(line);
    let logical_name = words.text();
    let mut key = AlternateKeyMetadata { logical_name, layer: Some(0), ..AlternateKeyMetadata::UNKNOWN };
    for word in words {
        match word.key {
            Some("columns") => key.columns = word.list(),
            Some("SchemaName") => key.schema_name = Some(word.text()),
            Some("DisplayName") => key.display_name = Some(word.text()),
            Some("layer") => key.layer = word.parse(),
            _ => {}
        }
    }
    key
}
