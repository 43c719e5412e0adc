//! The path that was probably meant.

use std::fs;
use std::path::{Path, PathBuf};

use crate::nearest::nearest;

/// The path with its first part that does not exist replaced by the nearest name in that folder, if any is near.
pub(super) fn near(path: &Path) -> Option<PathBuf> {
    let is_named = |path: &&Path| path.file_name().is_some();
    let missing = path.ancestors().filter(is_named).take_while(|path| !path.exists()).last()?;
    let folder = missing.parent().filter(is_named).unwrap_or(Path::new("."));
    let names: Vec<String> =
        fs::read_dir(folder).ok()?.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    let near = missing.with_file_name(nearest(missing.file_name()?.to_str()?, names.iter().map(String::as_str))?);
    let whole: PathBuf = near.components().chain(path.strip_prefix(missing).ok()?.components()).collect();
    whole.exists().then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_in_a_path_is_seen_through() {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/source");
        assert_eq!(near(&source.join("liness.rs")), Some(source.join("lines.rs")));
        assert_eq!(near(&source.with_file_name("sorce").join("lines.rs")), Some(source.join("lines.rs")));
        assert_eq!(near(Path::new("srk")), Some(PathBuf::from("src")));
        assert_eq!(near(&source.join("quite-another.md")), None);
        assert_eq!(near(&source.with_file_name("sorce").join("quite-another.md")), None);
        assert_eq!(near(Path::new("")), None);
    }
}
