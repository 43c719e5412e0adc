//! Bytes in, text out.

/// The text of a file without its byte order mark, and where the first character is that had to be replaced.
///
/// Text is UTF-8, or UTF-16 with a byte order mark, as PowerShell writes it.
pub(super) fn decode(mut bytes: Vec<u8>) -> (String, Option<usize>) {
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
