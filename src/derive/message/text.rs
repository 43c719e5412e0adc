//! Texts that are put together while a program is compiled.

#![allow(
    clippy::indexing_slicing,
    reason = "functions that run while a program is compiled have no other way to write"
)]

/// The longest text. What is longer ends there.
const ROOM: usize = 1024;

/// A text.
#[derive(Clone, Copy)]
pub(super) struct Text {
    bytes: [u8; ROOM],
    length: usize,
}

impl Text {
    pub(super) const fn of(text: &str) -> Self {
        Self { bytes: [0; ROOM], length: 0 }.with(text)
    }

    /// Adds a text, if there is room for all of it.
    pub(super) const fn with(mut self, text: &str) -> Self {
        if text.len() > ROOM - self.length {
            return self;
        }
        let mut rest = text.as_bytes();
        while let [byte, others @ ..] = rest {
            self.bytes[self.length] = *byte;
            self.length += 1;
            rest = others;
        }
        self
    }

    pub(super) const fn as_str(&self) -> &str {
        let (text, _) = self.bytes.split_at(self.length);
        match core::str::from_utf8(text) {
            Ok(text) => text,
            Err(_) => "",
        }
    }
}

/// Returns whether two texts are the same.
pub(super) const fn same(left: &str, right: &str) -> bool {
    let (mut left, mut right) = (left.as_bytes(), right.as_bytes());
    while let ([first, left_rest @ ..], [second, right_rest @ ..]) = (left, right) {
        if *first != *second {
            return false;
        }
        (left, right) = (left_rest, right_rest);
    }
    left.is_empty() && right.is_empty()
}
