//! Stage 1, *source*: files and folders in, texts out.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// The largest file that is read, in bytes. The largest real page has less than one million.
pub const MAX_FILE_SIZE: u64 = 256 * 1024 * 1024;

/// A range of bytes in the text of a source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// The span of a byte range. Sources are smaller than [`MAX_FILE_SIZE`], so that 32 bits hold any offset.
    pub fn new(range: std::ops::Range<usize>) -> Self {
        let offset = |byte| u32::try_from(byte).unwrap_or(u32::MAX);
        Self { start: offset(range.start), end: offset(range.end) }
    }

    /// The span as a byte range.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text that the span covers; empty where the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }
}

/// Which source of a [`Sources`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

/// Where something was said: a source and a place in it.
///
/// All origins are equal: where something stands is no part of what it says, and two documents that say the same
/// compare equal.
#[derive(Clone, Copy, Debug, Default, Eq)]
pub struct Origin {
    /// The source.
    pub source: SourceId,
    /// The place in its text.
    pub span: Span,
}

impl PartialEq for Origin {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// What a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A page of the reference, in markdown.
    Page,
    /// Table documents, in YAML or JSON.
    Tables,
    /// The settings of the project, `earlybound.yaml`.
    Project,
    /// A table of contents, `toc.yml`.
    Contents,
    /// A part of a solution, in XML or YAML.
    Solution,
}

impl Kind {
    /// The kind of a file by its name, which may have folders before it; anything but YAML, JSON and XML is a page.
    pub fn of(name: &str) -> Self {
        if is_solution_part(name) {
            return Self::Solution;
        }
        let file = name.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
        match file.as_str() {
            file if PROJECT_NAMES.contains(&file) => return Self::Project,
            CONTENTS_NAME => return Self::Contents,
            _ => {}
        }
        let ending = file.rsplit('.').next().unwrap_or_default();
        if matches!(ending, "yaml" | "yml" | "json") { Self::Tables } else { Self::Page }
    }
}

/// One file that was read.
#[derive(Clone, Debug)]
pub struct Source {
    /// What it is.
    pub kind: Kind,
    /// The path as given, or below the given folder, with `/` between its parts.
    pub name: String,
    /// The path to open.
    pub path: PathBuf,
    /// What it holds, without a byte order mark.
    pub text: String,
    /// Where each line begins, once someone asked.
    marks: OnceLock<Vec<Mark>>,
}

impl Source {
    /// Line and column of a byte offset, both from 1; columns count characters.
    pub fn line_column(&self, offset: u32) -> (usize, usize) {
        let offset = self.text.get(..offset as usize).unwrap_or(&self.text).len();
        let Some(mark) = self.mark(|mark| mark.start <= offset) else { return (1, 1) };
        (mark.line, mark.column + self.text.get(mark.start..offset).unwrap_or_default().chars().count())
    }

    /// The line of a byte offset, without its end, and where it begins.
    pub(crate) fn line(&self, offset: u32) -> (usize, &str) {
        let (line, _) = self.line_column(offset);
        let start = self.mark(|mark| mark.line < line || (mark.line == line && mark.column == 1));
        let start = start.map_or(0, |mark| mark.start);
        let place = self.marks().partition_point(|mark| mark.line <= line);
        let end = self.marks().get(place).map_or(self.text.len(), |next| next.start);
        (start, self.text.get(start..end).unwrap_or_default().trim_end_matches(['\r', '\n']))
    }

    /// The last mark of those that come first.
    fn mark(&self, comes_first: impl Fn(&Mark) -> bool) -> Option<Mark> {
        let marks = self.marks();
        marks.get(marks.partition_point(comes_first).checked_sub(1)?).copied()
    }

    fn marks(&self) -> &[Mark] {
        self.marks.get_or_init(|| marks(&self.text))
    }
}

/// A place whose line and column are known. Each line has one at its start, and long lines have more: else each finding
/// in a line of a million characters would count them all.
#[derive(Clone, Copy, Debug)]
struct Mark {
    start: usize,
    line: usize,
    column: usize,
}

/// The most bytes from a mark to the next.
const MARK_DISTANCE: usize = 1024;

fn marks(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut start = 0;
    for (line, text) in (1..).zip(text.split('\n')) {
        let (mut within, mut column) = (0, 1);
        while let Some(rest) = text.get(within..) {
            marks.push(Mark { start: start + within, line, column });
            if rest.len() <= MARK_DISTANCE {
                break;
            }
            let step = (0..=MARK_DISTANCE).rev().find(|place| rest.is_char_boundary(*place)).unwrap_or(rest.len());
            column += rest.get(..step).unwrap_or_default().chars().count();
            within += step;
        }
        start += text.len() + 1;
    }
    marks
}

/// All files of a run, in the order given; folders are sorted by path.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    list: Vec<Source>,
}

impl Sources {
    /// Reads files, and the pages in folders and the folders below them.
    ///
    /// What cannot be read is reported and left out; the rest is read all the same. Text that is not UTF-8 is reported
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
        self.push(Source {
            kind: Kind::of(&name),
            path: PathBuf::from(&name),
            name,
            text: text.into(),
            marks: OnceLock::new(),
        })
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

    /// How many sources there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
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
            diagnostics.push(
                Diagnostic::new(Code::NothingToRead, message)
                    .help("pages end in `.md`, table documents in `.table.yaml`; name the folder that holds them"),
            );
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
                let message = format!("cannot read `{}`: {error}", path.display());
                diagnostics.push(Diagnostic::new(Code::Unreadable, message));
            }
        }
    }

    fn push_bytes(&mut self, path: &Path, name: String, bytes: Vec<u8>, diagnostics: &mut Diagnostics) {
        let (text, broken) = decode(bytes);
        let source = self.push(Source {
            kind: Kind::of(&display_name(path)),
            name,
            path: path.to_owned(),
            text,
            marks: OnceLock::new(),
        });
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
    crate::archive::read(path, MAX_FILE_SIZE, is_solution_input)
}

#[cfg(not(feature = "zip"))]
fn archived(_: &Path) -> std::io::Result<Vec<(String, Vec<u8>)>> {
    Err(std::io::Error::other("this build does not read archives: unpack the solution"))
}

/// What a file holds. A pipe or a device, whose size nobody knows, is read no further than a file may be long.
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

/// The text of a file without its byte order mark, and where the first character is that had to be replaced.
///
/// Text is UTF-8, or UTF-16 with a byte order mark, as PowerShell writes it.
fn decode(mut bytes: Vec<u8>) -> (String, Option<usize>) {
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
    }
    match bytes.split_first_chunk() {
        Some((b"\xFF\xFE", units @ [_, ..])) => return decode_utf16(units, u16::from_le_bytes),
        Some((b"\xFE\xFF", units @ [_, ..])) => return decode_utf16(units, u16::from_be_bytes),
        _ => {}
    }
    match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            (String::from_utf8_lossy(error.as_bytes()).into_owned(), Some(valid))
        }
    }
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> (String, Option<usize>) {
    let (pairs, rest) = bytes.as_chunks();
    let mut text = String::with_capacity(bytes.len() / 2);
    let mut broken = None;
    for character in char::decode_utf16(pairs.iter().copied().map(unit)) {
        if character.is_err() {
            broken.get_or_insert(text.len());
        }
        text.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    if !rest.is_empty() {
        broken.get_or_insert(text.len());
        text.push(char::REPLACEMENT_CHARACTER);
    }
    (text, broken)
}

/// Which files of a folder are read: pages, and YAML or JSON files that call themselves table documents. A file that
/// is named on its own is read whatever its name.
fn is_input(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    name.ends_with(".md")
        || is_solution_input(&display_name(path))
        || PROJECT_NAMES.contains(&name.as_str())
        || TABLE_ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// The names of the file of settings.
const PROJECT_NAMES: [&str; 2] = ["earlybound.yaml", "earlybound.yml"];

/// The name of a table of contents.
const CONTENTS_NAME: &str = "toc.yml";

/// The endings of the names of table documents.
const TABLE_ENDINGS: [&str; 3] = [".table.yaml", ".table.yml", ".table.json"];

/// Whether a file is a part of a solution: XML, or one of the YAML files that the platform's git integration writes.
fn is_solution_part(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let mut folders = name.rsplit('/');
    let (file, folder) = (folders.next().unwrap_or_default(), folders.next().unwrap_or_default());
    let above = folders.next().unwrap_or_default();
    match (above, folder, file) {
        ("entities", _, "entity.yml") | ("optionsets", _, "optionset.yml") | ("solutions", _, "solution.yml") => true,
        (_, "attributes" | "entityrelationships", file) => file.ends_with(".yml"),
        (_, _, file) => file.ends_with(".xml"),
    }
}

/// Whether a file of a folder is a part of a solution that says something about tables. Most say nothing of that kind.
fn is_solution_input(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let mut folders = name.rsplit('/');
    let (file, folder) = (folders.next().unwrap_or_default(), folders.next().unwrap_or_default());
    let above = folders.next().unwrap_or_default();
    let is_known = match (above, folder, file) {
        ("entities", _, "entity.xml") => true,
        ("other", "relationships", _) | (_, "optionsets", _) => true,
        (_, _, "customizations.xml" | "solution.xml" | "customapi.xml") => true,
        (_, _, "customapirequestparameter.xml" | "customapiresponseproperty.xml") => true,
        (_, _, file) => file.ends_with(".yml"),
    };
    is_known && is_solution_part(&name)
}

fn display_name(path: &Path) -> String {
    let name = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { name.into_owned() } else { name.replace(std::path::MAIN_SEPARATOR, "/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_case_of_a_file_name_does_not_matter() {
        for (name, kind) in [
            ("a/Earlybound.yaml", Kind::Project),
            ("EARLYBOUND.YML", Kind::Project),
            ("Toc.yml", Kind::Contents),
            ("Account.Table.YAML", Kind::Tables),
            ("account.MD", Kind::Page),
        ] {
            assert_eq!(Kind::of(name), kind, "{name}");
        }
    }

    #[test]
    fn columns_count_characters() {
        let mut sources = Sources::default();
        let id = sources.add("page.md", "one\r\nzwé|drei");
        let source = sources.get(id).unwrap();
        assert_eq!(source.line_column(source.text.find('|').unwrap() as u32), (2, 4));
        assert_eq!(source.line_column(0), (1, 1));
        assert_eq!(source.line(source.text.find('|').unwrap() as u32), (5, "zwé|drei"));
        assert_eq!(source.line(4), (0, "one"), "the end of a line belongs to it");
    }

    #[test]
    fn columns_of_long_lines_are_counted_from_nearby() {
        let mut sources = Sources::default();
        let id = sources.add("page.md", format!("first\n{}|\nlast", "é".repeat(5000)));
        let source = sources.get(id).unwrap();
        assert_eq!(source.line_column(source.text.find('|').unwrap() as u32), (2, 5001));
        assert_eq!(source.line_column(6 + 2 * 2048), (2, 2049));
        assert_eq!(source.line(6 + 2 * 2048).0, 6);
        assert_eq!(source.line_column(source.text.find("last").unwrap() as u32), (3, 1));
    }

    #[cfg(unix)]
    #[test]
    fn what_has_no_end_is_not_read_to_it() {
        let limit = 3 << 20;
        let error = read_up_to(Path::new("/dev/zero"), limit).unwrap_err();
        assert_eq!(error.to_string(), "larger than 3 MiB");
        assert_eq!(read_up_to(Path::new("/dev/null"), limit).unwrap(), b"");
    }

    #[test]
    fn utf_16_is_read() {
        let text = "{\"a\": \"é😀\"}";
        let units: Vec<u16> = text.encode_utf16().collect();
        let little = [0xFF, 0xFE].into_iter().chain(units.iter().flat_map(|unit| unit.to_le_bytes())).collect();
        let big = [0xFE, 0xFF].into_iter().chain(units.iter().flat_map(|unit| unit.to_be_bytes())).collect();
        for bytes in [little, big] {
            assert_eq!(decode(bytes), (text.to_owned(), None));
        }
        assert_eq!(decode(b"\xFF\xFEa\0\0\xD8b".to_vec()), ("a\u{FFFD}\u{FFFD}".to_owned(), Some(1)));
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
