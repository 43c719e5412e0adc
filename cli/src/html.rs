//! Pages that need nothing but themselves: no network, and no script or style but their own.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use earlybound_reader::visible::visible;

/// The line that marks a page as written by this program.
pub(crate) const MARK: &str = "<meta name=\"generator\" content=\"earlybound\">";

/// A page. Text in `body` is escaped already.
pub(crate) struct Html<'a> {
    pub(crate) title: &'a str,
    pub(crate) style: &'a str,
    pub(crate) body: &'a str,
    /// JSON for the script, which finds it in the element `data`.
    pub(crate) data: &'a str,
    pub(crate) script: &'a str,
}

impl Html<'_> {
    /// The page as a file. Its policy lets the browser run this script and use this style, known by their hashes, and
    /// nothing else, whatever else should stand in the file.
    pub(crate) fn write(&self) -> String {
        let Self { title, style, body, data, script } = *self;
        let scripts = if script.is_empty() { "'none'".to_owned() } else { hash(script) };
        let policy = format!(
            "default-src 'none'; script-src {scripts}; style-src {}; base-uri 'none'; form-action 'none'",
            hash(style)
        );
        let mut page = format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n{MARK}\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n<style>{style}</style>\n\
             </head>\n<body>\n{body}\n",
            escaped(title)
        );
        if !data.is_empty() {
            page.push_str("<script type=\"application/json\" id=\"data\">");
            page.push_str(&data.replace('<', "\\u003c"));
            page.push_str("</script>\n");
        }
        if !script.is_empty() {
            page.push_str(&format!("<script type=\"module\">{script}</script>\n"));
        }
        page.push_str("</body>\n</html>\n");
        page
    }
}

/// A source of a content security policy.
fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

/// Text as text of an element or of an attribute between quotes, in HTML and in XML.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        assert_eq!(escaped("<b a=\"x\" c='y'>&"), "&lt;b a=&quot;x&quot; c=&#39;y&#39;&gt;&amp;");
        assert_eq!(escaped("a\u{202E}b\u{0}"), "a�b�", "XML allows no control characters at all");
    }

    #[test]
    fn data_cannot_end_its_element() {
        let page = Html { title: "", style: "", body: "", data: "\"</script><!--<script>\"", script: "x()" };
        let page = page.write();
        assert_eq!(page.matches("</script>").count(), 2);
        assert!(page.contains(r#""\u003c/script>\u003c!--\u003cscript>""#), "{page}");
    }

    #[test]
    fn a_hash_is_that_of_the_standard() {
        // The example of the Content Security Policy specification, section 8.3.
        let hashed = hash("alert('Hello, world.');");
        assert_eq!(hashed, "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
    }
}
