//! Answers of several parts (`multipart/mixed`, RFC 2046).

/// A part: its headers and its content.
pub(super) struct Entity<'a> {
    pub(super) headers: Vec<(&'a str, &'a str)>,
    pub(super) content: &'a [u8],
}

impl<'a> Entity<'a> {
    /// Reads headers up to an empty line, and what follows.
    pub(super) fn read(text: &'a [u8]) -> Self {
        let mut headers = Vec::new();
        let mut rest = text;
        while let Some((line, after)) = line(rest) {
            rest = after;
            if line.is_empty() {
                break;
            }
            let line = core::str::from_utf8(line).unwrap_or_default();
            headers.extend(line.split_once(':').map(|(name, value)| (name.trim(), value.trim())));
        }
        Self { headers, content: rest }
    }

    pub(super) fn header(&self, name: &str) -> Option<&'a str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }
}

/// The first line without its end, and what follows; `None` at the end.
pub(super) fn line(text: &[u8]) -> Option<(&[u8], &[u8])> {
    if text.is_empty() {
        return None;
    }
    let end = text.iter().position(|byte| *byte == b'\n');
    let (line, rest) = match end {
        Some(end) => (text.get(..end)?, text.get(end + 1..)?),
        None => (text, &[][..]),
    };
    Some((line.strip_suffix(b"\r").unwrap_or(line), rest))
}

/// The boundary that a content type names.
pub(super) fn boundary(content_type: &str) -> Option<&str> {
    let (kind, parameters) = content_type.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("multipart/mixed") {
        return None;
    }
    parameters.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("boundary").then(|| value.trim().trim_matches('"'))
    })
}

/// The parts between the boundaries; `None` if the text ends before the last boundary.
pub(super) fn parts<'a>(text: &'a [u8], boundary: &str) -> Option<Vec<Entity<'a>>> {
    let mut parts = Vec::new();
    let mut begin: Option<usize> = None;
    let mut rest = text;
    while let Some((line, after)) = line(rest) {
        let at = text.len() - rest.len();
        rest = after;
        let Some(mark) = line.strip_prefix(b"--").and_then(|line| line.strip_prefix(boundary.as_bytes())) else {
            continue;
        };
        let mark = mark.trim_ascii_end();
        if !matches!(mark, b"" | b"--") {
            continue;
        }
        if let Some(begin) = begin {
            // The line end before a boundary belongs to it.
            let part = text.get(begin..at).unwrap_or_default();
            let part = part.strip_suffix(b"\n").unwrap_or(part);
            parts.push(Entity::read(part.strip_suffix(b"\r").unwrap_or(part)));
        }
        if mark == b"--" {
            return Some(parts);
        }
        begin = Some(text.len() - rest.len());
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_end_at_their_boundary_alone() {
        let text = b"before\r\n--b\r\nA: 1\r\n\r\none\r\n--bc\r\n--b \r\n\r\ntwo\n--b--\r\nafter";
        let parts = parts(text, "b").unwrap();
        let contents: Vec<_> = parts.iter().map(|part| core::str::from_utf8(part.content).unwrap()).collect();
        assert_eq!(contents, ["one\r\n--bc", "two"]);
        assert_eq!(parts[0].header("a"), Some("1"));
    }

    #[test]
    fn a_text_that_is_cut_off_has_no_parts() {
        assert!(parts(b"--b\r\n\r\none", "b").is_none());
        assert_eq!(boundary("multipart/mixed; boundary=\"a b\""), Some("a b"));
        assert_eq!(boundary("application/json; boundary=b"), None);
    }
}
