//! Texts that pages include: `[!INCLUDE[words](./descriptions/name.md)]`.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::sync::OnceLock;

use crate::parse::cell::first_link;
use crate::source::Sources;
use crate::span::SourceId;

/// The files of a run by their paths, for pages that include others.
pub(in crate::parse) struct Includes<'a> {
    sources: &'a Sources,
    places: OnceLock<HashMap<PathBuf, SourceId>>,
}

impl<'a> Includes<'a> {
    pub(in crate::parse) fn new(sources: &'a Sources) -> Self {
        Self { sources, places: OnceLock::new() }
    }

    /// The file of the run that a page names by a path relative to itself.
    pub(super) fn find(&self, page: SourceId, path: &str) -> Option<(SourceId, &'a str)> {
        let folder = self.sources.get(page)?.path.parent()?;
        let places =
            self.places.get_or_init(|| self.sources.iter().map(|(id, source)| (normal(&source.path), id)).collect());
        let id = *places.get(&normal(&folder.join(path)))?;
        Some((id, &self.sources.get(id)?.text))
    }
}

/// A path without `.` and `..`, as far as its words tell.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if normal.file_name().is_some() => _ = normal.pop(),
            part => normal.push(part),
        }
    }
    normal
}

/// The path of an include, and what stands before and after the include.
pub(super) fn include(text: &str) -> Option<(&str, &str, &str)> {
    let start = text.to_ascii_lowercase().find("[!include[")?;
    let link = first_link(text.get(start + "[!include".len()..)?)?;
    let after = link.after.strip_prefix(']')?;
    Some((text.get(..start)?, link.url, after))
}
