use base64::Engine as _;
use sha2::{Digest, Sha256};

use super::{COLOR, HOSTILE, Place};

/// Returns the texts between two others.
fn between<'a>(text: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    text.split(start).skip(1).map(|rest| rest.split(end).next().unwrap()).collect()
}

fn page(document: (&str, &str)) -> String {
    let place = Place::with(&[document]);
    let run = place.run(&["explore", document.0, "--out", "site/tables.html"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{run:?}");
    place.read("site/tables.html")
}

#[test]
fn the_page_is_written_once() {
    let place = Place::with(&[("color.md", COLOR)]);
    let run = place.run(&["explore", "color.md", "--out", "tables.html"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stderr.starts_with("1 table: tables.html written"), "{run:?}");
    let run = place.run(&["explore", "color.md", "--out", "tables.html"]);
    assert!(run.stderr.starts_with("1 table: tables.html unchanged"), "every run writes the same: {run:?}");
    assert_eq!(place.run(&["explore", "color.md"]).code, Some(2), "it has to be told where");
}

#[test]
fn the_policy_allows_the_pages_own_script_and_style_and_nothing_else() {
    let page = page(("color.md", COLOR));
    let hash =
        |text: &str| format!("'sha256-{}'", base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text)));
    let policy = between(&page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
    let [script] = between(&page, "<script type=\"module\">", "</script>")[..] else { panic!("{page}") };
    let [style] = between(&page, "<style>", "</style>")[..] else { panic!("{page}") };
    assert_eq!(
        policy,
        [format!(
            "default-src 'none'; script-src {}; style-src {}; base-uri 'none'; form-action 'none'",
            hash(script),
            hash(style)
        )]
    );
    assert!(!script.contains("innerHTML") && !script.contains("eval("));
    for part in ["src=", "<link", "@import", "url(http", " style=", " onclick="] {
        assert!(!page.contains(part), "{part}");
    }
}

#[test]
fn the_page_knows_what_the_pages_say() {
    let page = page(("color.md", COLOR));
    let [data] = between(&page, "id=\"data\">", "</script>")[..] else { panic!("{page}") };
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    assert_eq!(data["names"], serde_json::json!(["color"]));
    let table = &data["tables"][0];
    assert_eq!(table["shown"], "Color");
    assert_eq!(table["columns"][1]["name"], "shade");
    assert_eq!(table["choices"][0]["options"], serde_json::json!([[1, "Light"], [2, "Dark"]]));
    assert_eq!(table["messages"][0]["request"], "POST /colors");
}

#[test]
fn no_text_of_a_page_is_a_part_of_the_page() {
    let page = page(("evil.table.yaml", HOSTILE));
    assert_eq!(page.matches("<script").count(), 2, "data and the page's own script");
    assert_eq!(page.matches("</script>").count(), 2);
    let [data] = between(&page, "id=\"data\">", "</script>")[..] else { panic!("{page}") };
    assert!(!data.contains('<') && data.contains("\\u003c/script>\\u003cscript>pwned=1"), "{data}");
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    assert_eq!(data["tables"][0]["shown"], "Evil</script><script>pwned=1</script>");
}
