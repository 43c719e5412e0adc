//! Faults that mutated, random and fuzzed pages brought to light: a line for each.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use std::path::Path;

use earlybound_reader::diagnostic::{Diagnostics, render_text};
use earlybound_reader::model::Document;
use earlybound_reader::parse::parse;
use earlybound_reader::render::{RenderOptions, render};
use earlybound_reader::source::Sources;

fn read(text: &str) -> (Vec<Document>, Vec<&'static str>) {
    let mut sources = Sources::default();
    sources.add("page.md", text);
    let mut diagnostics = Diagnostics::default();
    let documents = parse(&sources, &mut diagnostics);
    (documents, diagnostics.into_iter().map(|finding| finding.code.as_str()).collect())
}

/// The findings on a page with these lines in its head, in a column, and in relationships of two kinds.
fn findings(head: &str, column: &str, one_to_many: &str, many_to_many: &str) -> Vec<&'static str> {
    let page = format!(
        "# Color table/entity reference\n\n{head}\n\n\
         ## Properties\n\n|Property|Value|\n|---|---|\n|LogicalName|`color`|\n\n\
         ## Writable columns/attributes\n\n### <a name=\"BKMK_Hue\"></a> Hue\n\n{column}\n\n\
         ## One-to-Many relationships\n\n### <a name=\"BKMK_r\"></a> r\n\n{one_to_many}\n\n\
         ## Many-to-Many relationships\n\n### <a name=\"BKMK_m\"></a> m\n\n{many_to_many}\n"
    );
    read(&page).1
}

#[track_caller]
fn head(lines: &str, expected: &[&str]) {
    assert_eq!(findings(lines, "", "", ""), expected, "{lines}");
}

#[track_caller]
fn column(lines: &str, expected: &[&str]) {
    assert_eq!(findings("", lines, "", ""), expected, "{lines}");
}

#[track_caller]
fn one_to_many(lines: &str, expected: &[&str]) {
    assert_eq!(findings("", "", lines, ""), expected, "{lines}");
}

#[track_caller]
fn many_to_many(lines: &str, expected: &[&str]) {
    assert_eq!(findings("", "", "", lines), expected, "{lines}");
}

#[test]
fn titles() {
    let page = |title: &str| {
        format!(
            "{title}\n\n## Properties\n\n|Property|Value|\n|---|---|\n\
             |DisplayName|Color|\n|SchemaName|new_Color|\n|LogicalName|new_color|\n"
        )
    };
    for title in [
        "",
        "# Color table/entity reference",
        "# new_Color Entity Reference",
        "# Color (new_Color) entity reference (A)",
    ] {
        assert_eq!(read(&page(title)).1, [""; 0], "{title}");
    }
    for title in
        ["# Colour table/entity reference", "# Color table/entity referenc", "# Color table/entity reference (Conto"]
    {
        assert_eq!(read(&page(title)).1, ["EB0116"], "{title}");
    }
    assert_eq!(read(&page("# Color entity reference\n\n# Paint entity reference")).1, ["EB0107"]);
}

#[test]
fn lines_before_the_first_section() {
    head("> [!NOTE]\n> Unsure? See [words](about.md).", &[]);
    head("> [!NOTE]\n> The Color tacle extends the [A Color table](color.md).", &["EB0110"]);
    head("> [!NOTE]\n> The Color table extends the [A Colour table](color.md).", &["EB0112"]);
    head("|Message|SDK Assembly|\n|-|-|\n|Create||", &["EB0107"]);
    assert_eq!(read("---\nms.date: [1]\n---\n# A entity reference\n\n## Messages\n").1, ["EB0102", "EB0113"]);
    let included = read("# A entity reference\n\n[!INCLUDE[](a.md)]\nA table.\n\n## Messages\n").0;
    assert_eq!(included[0].table.description.as_deref(), Some("A table."));
    let note = |base: &str| format!("> [!NOTE]\n> The A table extends the [{base} A table](a.md).\n\n");
    let both = &read(&format!("# A entity reference\n\n{}{}", note("B"), note("C"))).0[0];
    assert_eq!((both.also_extends.len(), both.extends.as_ref().unwrap().product.as_str()), (1, "C"));
}

#[test]
fn lines_of_a_column() {
    column("<!-- a comment -->", &[]);
    column("<a name=\"w\"></a>", &[]);
    column("<a name=\"w", &["EB0110"]);
    column("<div>\ntext\n</div>", &["EB0110"; 3]);
    column("Changes from [Hue (A)](a.md#BKMK_Hue)", &[]);
    column("Changes from [Hux (A)](a.md#BKMK_Hue)", &["EB0112"]);
    column("#### Hue Options", &[]);
    column("#### Hux Options", &["EB0112"]);
}

#[test]
fn lines_of_a_relationship() {
    let menu = |parts: &str| format!("|Property|Value|\n|---|---|\n|AssociatedMenuConfiguration|{parts}|");
    one_to_many(&menu("Label: A<br />Order: "), &[]);
    one_to_many(&menu("Label: A<br />Label: B"), &["EB0109"]);
    one_to_many(&menu("Label: A<br />Order"), &["EB0110"]);
    one_to_many("See the [r](task.md#BKMK_r) relationship of [task](task.md).", &[]);
    one_to_many("See the [r](task.md#BKMK_r) relationship of [task](tusk.md).", &["EB0112"]);
    many_to_many("**Entity2LogicalName**: [paint](paint.md)", &[]);
    many_to_many("**Entity2LogicalName**: [paint](pint.md)", &["EB0112"]);
}

#[test]
fn sections() {
    let page = |section: &str| {
        format!("# Color entity reference\n\n## Entity Properties\n\n**LogicalName**: color<br />\n{section}\n")
    };
    assert_eq!(read(&page("**EntitySetName*: colors")).1, ["EB0110"]);
    let item = "#### <a name=\"BKMK_r\"></a> r\n";
    assert_eq!(read(&page(&format!("\n## Customized relationships\n\n{item}"))).1, ["EB0107"]);
    let stray = read(&page(&format!("\n{item}\n**LogicalName**: hue")));
    assert_eq!((stray.0[0].table.logical_name.as_str(), stray.1), ("color", vec!["EB0107"; 2]));
    let list = "\n## Writable attributes\n\n- [a](#BKMK_a)\nx [b](#BKMK_b)\n\n### <a name=\"BKMK_a\"></a> a\n";
    assert_eq!(read(&page(list)).1, ["EB0107"]);
}

#[test]
fn cells_of_messages() {
    let message = |web_api: &str, sdk: &str| {
        let table = format!("|Message|Web API Operation|SDK Assembly|\n|-|-|-|\n|A|{web_api}|{sdk}|\n");
        read(&format!("# Color entity reference\n\n## Messages\n\n{table}\n## Properties\n\n**LogicalName**: color\n"))
            .1
    };
    assert_eq!(message("GET /colors<br />See [A](a)", "<xref:A> or <br /><xref:B*>"), [""; 0]);
    assert_eq!(message("GET /colors<br />GET /paints", ""), ["EB0110"]);
    assert_eq!(message("[A](a)<br />[B](b)", ""), ["EB0110"]);
    assert_eq!(message("<xref:A> and more", ""), ["EB0110"]);
    assert_eq!(message("", "<xref:A> or <br /><xref:B>"), ["EB0110"]);
    assert_eq!(message("", "<xref:A> or <br /x<xref:B*>"), ["EB0110"]);
    assert_eq!(message("", "A<br /><xref:A>"), ["EB0110"]);
}

#[test]
fn places_that_could_not_be_shown() {
    for text in ["\r\r", "\r\n\r", "\u{FEFF}\r"] {
        let mut sources = Sources::default();
        sources.add("page.md", text);
        let mut diagnostics = Diagnostics::default();
        parse(&sources, &mut diagnostics);
        assert!(render_text(&diagnostics, &sources, false).contains("page.md:1:1"), "{text:?}");
    }
}

#[test]
fn pages_that_were_not_read_again_as_they_were_written() {
    let table = "|Message|Web API Operation|SDK Assembly|\n|-|-|-|\n|A|GET /colors(\\*a<br />[ A ](a)||\n";
    let names =
        "## Properties\n\n|Property|Value|\n|---|---|\n|SchemaName|Color|\n|LogicalName|color|\n|DisplayName|\\[|\n";
    let note = "> [!NOTE]\n> The Color table extends the [A \\[ (Color) table](color.md).";
    for page in [
        format!("# Color entity reference\n\n## Messages\n\n{table}\n{names}"),
        format!("# \\[ (Color) entity reference\n\n{note}\n\n{names}"),
        format!("# Color entity reference\n\n{}\n\n{names}", note.replace("\\[ (Color)", "Color")).replace("\\[", ""),
    ] {
        let (documents, _) = read(&page);
        assert_eq!(read(&render(&documents[0], &RenderOptions::default())).0, documents, "{page}");
    }
}

#[test]
fn pages_that_grew_each_time_they_were_written() {
    let page = |column: &str, messages: &str| {
        format!(
            "# Color entity reference\n\n## Messages\n\n|Message|Web API Operation|SDK Assembly|\n|-|-|-|\n{messages}\n\n\
             ## Properties\n\n|Property|Value|\n|---|---|\n|SchemaName|Color|\n|LogicalName|color|\n\n\
             ## Writable columns/attributes\n\n### <a name=\"BKMK_Hue\"></a> Hue\n\n{column}\n"
        )
    };
    let options = |details: &str| format!("#### Hue Choices/Options\n\n|Value|Details|\n|---|---|\n|0|{details}|");
    for page in [
        page(&options("Label: **Red**<br />R&D: y"), ""),
        page(&options("Label: **Red**<br />R&amp;D: *y* [a] <b> C:\\d `x` a &lt; b &#38;lt; \\|"), ""),
        page(&options("Label: **Red**<br />a&#58;b: c"), ""),
        page("|Property|Value|\n|---|---|\n|R&D|A&amp;B|\n|a\\|b|`c\\|d`|", ""),
        page("Changes from [Hue (Contoso\\*Paint &amp; Co)](a.md#BKMK_Hue)", ""),
        page("", "|\0\u{1}|||\n|A|\\*\\*B action&#42;*|a &amp;lt; <b>|"),
    ] {
        let (documents, _) = read(&page);
        assert_eq!(read(&render(&documents[0], &RenderOptions::default())).0, documents, "{page}");
    }
    for name in ["", "&nbsp;", "\u{2028}", "\u{3000}", "\0"] {
        let unnamed = page(&options("Label: **Red**"), "").replace("</a> Hue", &format!("</a> {name}"));
        assert_eq!((read(&unnamed).0[0].attributes.len(), read(&unnamed).1), (0, vec!["EB0107"; 3]), "{name:?}");
    }
    let (documents, _) = read(&page(&options("Label: **Red**<br />R&amp;D: A&amp;B"), ""));
    let set = documents[0].attributes[0].option_set.as_ref().unwrap();
    assert_eq!(set.options[0].other["R&D"], "A&B");
}

/// The pages that the fuzz target `round_trip` grew.
#[test]
fn pages_that_were_fuzzed_settle() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus/round_trip");
    let Ok(pages) = std::fs::read_dir(corpus) else { return println!("skipped: no corpus beside this crate") };
    for page in pages {
        let path = page.unwrap().path();
        for mut document in read(&String::from_utf8_lossy(&std::fs::read(&path).unwrap())).0 {
            let mut round = || {
                document = read(&render(&document, &RenderOptions::default())).0.pop().unwrap();
                document.clone()
            };
            let rounds = [round(), round(), round(), round()];
            assert_eq!(rounds[2], rounds[3], "{}", path.display());
        }
    }
}
