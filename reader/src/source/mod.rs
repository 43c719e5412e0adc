//! Stage 1, *source*: files and folders in, texts out.

mod decode;
mod kind;
mod lines;
mod near;

pub use kind::SourceKind;

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::span::{Origin, SourceId, Span};
use decode::decode;
use kind::{display_name, is_input};
use lines::Lines;
use near::near;

/// The largest file that is read, in bytes. The largest real page has less than one million.
pub const MAX_FILE_SIZE: u64 = 256 * 1024 * 1024;

/// One file that was read.
#[derive(Clone, Debug)]
pub struct Source {
    /// The kind of the source.
    pub kind: SourceKind,
    /// The path as given, or below the given folder, with `/` between its parts.
    pub name: String,
    /// The path to open.
    pub path: PathBuf,
    /// The text, without a byte order mark.
    pub text: String,
    lines: Lines,
}

impl Source {
    fn new(kind: SourceKind, name: String, path: PathBuf, text: String) -> Self {
        Self { kind, name, path, text, lines: Lines::default() }
    }

    /// Line and column of a byte offset, both from 1; columns count characters.
    pub fn line_column(&self, offset: u32) -> (usize, usize) {
        self.lines.line_column(&self.text, offset as usize)
    }

    /// The line of a byte offset, without its end, and where it begins.
    pub(crate) fn line(&self, offset: u32) -> (usize, &str) {
        self.lines.line(&self.text, offset as usize)
    }
}

/// All files of a run, in the order given; folders are sorted by path.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    list: Vec<Source>,
}

impl Sources {
    /// Reads files, and the pages in folders and the folders below them.
    ///
    /// Files that cannot be read are reported and left out; the rest is read. Text that is not UTF-8 is reported
    /// and read with its broken bytes replaced.
    pub fn read<P: AsRef<Path>>(paths: &[P], diagnostics: &mut Diagnostics) -> Self {
        let mut sources = Self::default();
        for path in paths.iter().map(AsRef::as_ref) {
            if path.is_dir() {
                sources.read_folder(path, diagnostics);
            } else {
                sources.read_file(path, display_name(path), diagnostics);
            }
        }
        sources
    }

    /// A source that is not a file, such as a page that was just rendered.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        let name = name.into();
        self.push(Source::new(SourceKind::of(&name), name.clone(), PathBuf::from(name), text.into()))
    }

    fn push(&mut self, source: Source) -> SourceId {
        self.list.push(source);
        SourceId(u32::try_from(self.list.len() - 1).unwrap_or(u32::MAX))
    }

    /// The source of an id that this collection gave.
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        self.list.get(id.0 as usize)
    }

    /// All sources with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        (0..).map(SourceId).zip(&self.list)
    }

    /// Returns the number of sources.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    fn read_folder(&mut self, folder: &Path, diagnostics: &mut Diagnostics) {
        let before = self.list.len();
        for entry in walkdir::WalkDir::new(folder).follow_links(true).sort_by_file_name() {
            match entry {
                Ok(entry) if entry.file_type().is_file() && is_input(entry.path()) => {
                    let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
                    self.read_file(entry.path(), display_name(below), diagnostics);
                }
                Ok(_) => {}
                Err(error) => {
                    let place = error.path().unwrap_or(folder).display().to_string();
                    diagnostics.push(Diagnostic::new(Code::Unreadable, format!("cannot read `{place}`: {error}")));
                }
            }
        }
        if self.list.len() == before {
            let message = format!("nothing to read in the folder `{}`", folder.display());
            diagnostics.push(Diagnostic::new(Code::NothingToRead, message).help(
                "pages end in `.md`, table documents and answers in `.table.yaml` or `.table.json`; name their folder",
            ));
        }
    }

    /// Reads the parts of a solution that was exported.
    fn read_archive(&mut self, path: &Path, name: &str, diagnostics: &mut Diagnostics) {
        match archived(path) {
            Ok(files) if files.is_empty() => {
                let message = format!("nothing to read in the archive `{}`", path.display());
                let finding = Diagnostic::new(Code::NothingToRead, message);
                diagnostics.push(finding.help("an exported solution holds a file `customizations.xml`"));
            }
            Ok(files) => {
                for (below, bytes) in files {
                    self.push_bytes(&path.join(&below), format!("{name}/{below}"), bytes, diagnostics);
                }
            }
            Err(error) => {
                let message = format!("cannot read `{}`: {error}", path.display());
                diagnostics.push(Diagnostic::new(Code::Unreadable, message));
            }
        }
    }

    fn read_file(&mut self, path: &Path, name: String, diagnostics: &mut Diagnostics) {
        if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip")) {
            return self.read_archive(path, &name, diagnostics);
        }
        match read_up_to(path, MAX_FILE_SIZE) {
            Ok(bytes) => self.push_bytes(path, name, bytes, diagnostics),
            Err(error) => {
                let mut finding =
                    Diagnostic::new(Code::Unreadable, format!("cannot read `{}`: {error}", path.display()));
                finding.help = near(path).map(|near| format!("did you mean `{}`?", near.display()));
                diagnostics.push(finding);
            }
        }
    }

    fn push_bytes(&mut self, path: &Path, name: String, bytes: Vec<u8>, diagnostics: &mut Diagnostics) {
        let (text, broken) = decode(bytes);
        let source = self.push(Source::new(SourceKind::of(&display_name(path)), name, path.to_owned(), text));
        if let Some(start) = broken {
            let span = Span::new(start..start + char::REPLACEMENT_CHARACTER.len_utf8());
            diagnostics.push(
                Diagnostic::new(Code::NotUtf8, "not UTF-8")
                    .at(Origin { source, span }, "the first byte that is not")
                    .help("save the file as UTF-8; it was read with such bytes replaced"),
            );
        }
    }
}

#[cfg(feature = "zip")]
fn archived(path: &Path) -> std::io::Result<Vec<(String, Vec<u8>)>> {
    crate::archive::read(path, MAX_FILE_SIZE, kind::is_solution_input)
}

#[cfg(not(feature = "zip"))]
fn archived(_: &Path) -> std::io::Result<Vec<(String, Vec<u8>)>> {
    Err(std::io::Error::other("this build does not read archives: unpack the solution"))
}

/// Reads a file. A pipe or a device, whose size is not known, is read up to the same limit.
fn read_up_to(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let file = fs::File::open(path)?;
    let size = file.metadata()?.len();
    let mut bytes = Vec::with_capacity(usize::try_from(size.min(limit)).unwrap_or_default());
    if size <= limit {
        file.take(limit + 1).read_to_end(&mut bytes)?;
    }
    if size > limit || bytes.len() as u64 > limit {
        return Err(io::Error::other(format!("larger than {} MiB", limit >> 20)));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn what_has_no_end_is_not_read_to_it() {
        let limit = 3 << 20;
        let error = read_up_to(Path::new("/dev/zero"), limit).unwrap_err();
        assert_eq!(error.to_string(), "larger than 3 MiB");
        assert_eq!(read_up_to(Path::new("/dev/null"), limit).unwrap(), b"");
    }

    #[test]
    fn broken_text_is_an_error_and_still_read() {
        let mut diagnostics = Diagnostics::default();
        let mut sources = Sources::default();
        sources.push_bytes(Path::new("x.md"), "x.md".into(), b"\xEF\xBB\xBF# A\nb\xFFc\n".to_vec(), &mut diagnostics);
        let source = sources.get(SourceId(0)).unwrap();
        assert_eq!(source.text, "# A\nb\u{FFFD}c\n");
        let found: Vec<_> = diagnostics.iter().collect();
        assert_eq!(found[0].code, Code::NotUtf8);
        assert_eq!(source.line_column(found[0].origin.unwrap().span.start), (2, 2));
    }
}
