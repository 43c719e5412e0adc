//! Input that is too much, or not what it should be: read as far as it goes, with the right finding, without a panic.
//!
//! No test here takes the time. Each text is so large that reading it in more than linear time would take minutes.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stderr, reason = "a test may panic, and say why")]

use std::fs;
use std::path::{Path, PathBuf};

use earlybound_reader::diagnostic::{Code, Diagnostics, render_text};
use earlybound_reader::model::{Schema, Table};
use earlybound_reader::parse::parse;
use earlybound_reader::resolve::resolve;
use earlybound_reader::source::Sources;

const HEAD: &str = "\
# Color (new_Color) table/entity reference (Contoso)

## Properties

|Property|Value|
|---|---|
|LogicalName|`new_color`|

";

const COLUMN: &str = "## Writable columns/attributes\n\n### <a name=\"BKMK_a\"></a> a\n\n";
const PROPERTIES: &str = "|Property|Value|\n|---|---|\n";

struct Read {
    schema: Schema,
    findings: Vec<Code>,
}

impl Read {
    fn of(sources: &Sources, mut diagnostics: Diagnostics) -> Self {
        let documents = parse(sources, &mut diagnostics);
        let schema = resolve(documents, &mut diagnostics);
        render_text(&diagnostics, sources, true);
        let findings = diagnostics.into_iter().map(|finding| finding.code).collect();
        Self { schema, findings }
    }

    fn page(text: impl Into<String>) -> Self {
        let mut sources = Sources::default();
        sources.add("page.md", text);
        Self::of(&sources, Diagnostics::default())
    }

    fn path(path: &Path) -> Self {
        let mut diagnostics = Diagnostics::default();
        let sources = Sources::read(&[path], &mut diagnostics);
        Self::of(&sources, diagnostics)
    }

    fn table(&self) -> &Table {
        &self.schema.tables[0]
    }
}

/// A column with these lines under its heading.
fn column(lines: &str) -> String {
    format!("{HEAD}{COLUMN}{lines}\n")
}

fn numbered(count: usize, item: impl Fn(usize) -> String) -> String {
    (0..count).map(item).collect()
}

/// A folder of its own for a test, which is gone after it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_page_of_50_megabytes() {
    let description = "word ".repeat(10_000_000);
    let read = Read::page(column(&format!("{PROPERTIES}|Description|{description}|\n|Type|Memo|\n")));
    assert_eq!(read.findings, []);
    assert_eq!(read.table().attributes[0].description.as_ref().unwrap().len(), description.len() - 1);
}

#[test]
fn twenty_thousand_items_of_each_kind() {
    let count = 20_000;
    let heading = |number| format!("### <a name=\"BKMK_r{number}\"></a> r{number}\n\n{PROPERTIES}");
    let columns = numbered(count, |number| heading(number) + "|Type|Lookup|\n\n");
    let lookups = numbered(count, |number| {
        format!("{}|ReferencedEntity|t{number}|\n|ReferencingAttribute|r0|\n\n", heading(number))
    });
    let options = numbered(count, |number| format!("|{number}|x|\n"));
    let messages = numbered(count, |number| format!("|m{number}||\n"));
    let read = Read::page(format!(
        "{HEAD}## Messages\n\n|Message|SDK Assembly|\n|-|-|\n{messages}\n{COLUMN}\
         #### a Options\n\n|Value|Label|\n|-|-|\n{options}\n{columns}\n## Many-to-One relationships\n\n{lookups}"
    ));
    assert_eq!(read.findings, [Code::MissingTables]);
    let table = read.table();
    assert_eq!((table.messages.len(), table.attributes.len()), (count, count + 1));
    assert_eq!(table.many_to_one_relationships.len(), count);
    assert_eq!(table.attributes[0].option_set.as_ref().unwrap().options.len(), count);
    assert_eq!(table.attribute("r0").unwrap().targets.len(), count);
}

#[test]
fn ten_thousand_levels() {
    let deep = |mark: &str| format!("{}x", mark.repeat(10_000));
    assert_eq!(Read::page(column(&deep("- "))).findings, [Code::UnreadText]);
    assert_eq!(Read::page(column(&deep("> "))).findings, []);
    let head = HEAD.replace("## Properties", &format!("{}\n\n## Properties", deep("> ")));
    assert_eq!(Read::page(head).findings, []);
    let list = numbered(1000, |level| format!("{}- x\n", "  ".repeat(level)));
    assert_eq!(Read::page(column(&list)).findings, [Code::UnreadText; 1000]);
}

#[test]
fn emphasis_links_and_breaks_without_an_end() {
    for text in ["*a **b ", "[a](b", "[", "<a href=", "<!-- ", "&#", "<br ", "\\", "` "] {
        let read = Read::page(column(&format!("{PROPERTIES}|Description|{}|\n|Type|Memo|\n", text.repeat(50_000))));
        let column = &read.table().attributes[0];
        assert!(column.description.is_some(), "{text}");
        assert_eq!(read.findings, [], "{text}");
        let sentence = Read::page(column_with_sentence(&text.repeat(50_000)));
        assert!(sentence.findings.contains(&Code::UnreadText), "{text}");
    }
}

fn column_with_sentence(sentence: &str) -> String {
    column(&format!("{sentence}\n\n{PROPERTIES}|Type|Memo|\n"))
}

#[test]
fn a_line_of_a_megabyte() {
    let long = "x".repeat(1 << 20);
    for (lines, findings) in [
        (long.clone(), vec![Code::UnreadText]),
        (format!("{PROPERTIES}|{long}|x|"), vec![Code::UnknownKey]),
        (format!("{PROPERTIES}|Type|{long}|"), vec![Code::BadValue]),
        (format!("{PROPERTIES}|Type|{long}"), vec![Code::BrokenRow, Code::BadValue]),
        (format!("**Options**:\n\n- **Value**: 1 **Label**:{}", " **a".repeat(1 << 18)), vec![]),
    ] {
        assert_eq!(Read::page(column(&lines)).findings, findings);
    }
    assert_eq!(Read::page(format!("# {long} table/entity reference\n{HEAD}")).findings, [Code::StrayBlock]);
}

#[test]
fn a_row_of_a_hundred_thousand_cells() {
    let cells = "x|".repeat(100_000);
    let properties = column(&format!("{PROPERTIES}|Description|{cells}\n|Type|Memo|"));
    assert_eq!(Read::page(properties).findings, [Code::BrokenRow]);
    let options = column(&format!("#### a Options\n\n|Value|Label|\n|-|-|\n|1|{cells}\n|2|x|"));
    let read = Read::page(options);
    assert_eq!(read.findings, [Code::BrokenRow]);
    assert_eq!(read.table().attributes[0].option_set.as_ref().unwrap().options.len(), 2);
    let header = column(&format!("|{cells}\n|{}\n|{cells}", "-|".repeat(100_000)));
    assert_eq!(Read::page(header).findings, [Code::StrayBlock]);
}

#[test]
fn line_ends_and_a_byte_order_mark() {
    let text = format!("---\ntitle: é\nms.date: 1/2/2024\n---\n{}", column(&format!("{PROPERTIES}|Type|Memo|")));
    let folder = Folder::new("line_ends");
    let plain = Read::path(&folder.write("page.md", &text));
    let marked = Read::path(&folder.write("page.md", format!("\u{FEFF}{}", text.replace('\n', "\r\n"))));
    assert_eq!((&plain.findings, &marked.findings), (&vec![], &vec![]));
    assert_eq!(plain.schema, marked.schema);
    assert_eq!(marked.table().layers[0].date.as_deref(), Some("1/2/2024"));
}

#[test]
fn broken_bytes_in_the_middle() {
    let mut bytes = column(&format!("{PROPERTIES}|Type|Memo|\n|DisplayName|H?e|")).into_bytes();
    let at = bytes.iter().rposition(|&byte| byte == b'?').unwrap();
    bytes[at] = 0xFF;
    let folder = Folder::new("broken_bytes");
    let read = Read::path(&folder.write("page.md", bytes));
    assert_eq!(read.findings, [Code::NotUtf8]);
    assert_eq!(read.table().attributes[0].display_name.as_deref(), Some("H\u{FFFD}e"));
}

#[test]
fn what_is_not_there_or_is_no_text() {
    let folder = Folder::new("not_there");
    assert_eq!(Read::path(&folder.0.join("page.md")).findings, [Code::Unreadable]);
    assert_eq!(Read::path(&folder.0).findings, [Code::NothingToRead]);
    assert_eq!(Read::path(&folder.write("empty.md", "")).findings.first(), Some(&Code::NotAReference));
    assert_eq!(Read::path(&folder.write("zeros.md", [0; 4096])).findings.first(), Some(&Code::NotAReference));
}

#[cfg(unix)]
#[test]
fn a_page_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new("may_not");
    let path = folder.write("page.md", HEAD);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o0)).unwrap();
    if fs::read(&path).is_ok() {
        return eprintln!("skipped: this user may read everything");
    }
    folder.write("other.md", HEAD);
    let read = Read::path(&folder.0);
    assert_eq!(read.findings, [Code::Unreadable]);
    assert_eq!(read.schema.tables.len(), 1);
}

#[cfg(unix)]
#[test]
fn a_folder_that_leads_back_to_itself() {
    let folder = Folder::new("loop");
    folder.write("page.md", HEAD);
    std::os::unix::fs::symlink(&folder.0, folder.0.join("again")).unwrap();
    let read = Read::path(&folder.0);
    assert_eq!(read.findings, [Code::Unreadable]);
    assert_eq!(read.table().layers.len(), 1);
}

#[test]
fn a_page_that_is_there_twice() {
    let folder = Folder::new("twice");
    let text = column(&format!("{PROPERTIES}|Type|Picklist|\n\n#### a Options\n\n|Value|Label|\n|-|-|\n|1|x|"));
    folder.write("page.md", &text);
    let once = Read::path(&folder.0);
    folder.write("copy.md", &text);
    let read = Read::path(&folder.0);
    assert_eq!(read.findings, [Code::LayerTwice]);
    let sources: Vec<_> = read.table().layers.iter().map(|layer| layer.source.as_str()).collect();
    assert_eq!(sources, ["copy.md", "page.md"]);
    let options = |read: &Read| read.table().attributes[0].option_set.as_ref().unwrap().options.len();
    assert_eq!((read.table().attributes.len(), options(&read)), (1, options(&once)));
}
