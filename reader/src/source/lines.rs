//! Lines and columns of a text.

use std::sync::OnceLock;

/// The beginnings of the lines of one text, found on first use.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines(OnceLock<Vec<Mark>>);

impl Lines {
    /// Line and column of a byte offset, both from 1; columns count characters.
    pub(super) fn line_column(&self, text: &str, offset: usize) -> (usize, usize) {
        let offset = text.get(..offset).unwrap_or(text).len();
        let Some(mark) = self.last(text, |mark| mark.start <= offset) else { return (1, 1) };
        (mark.line, mark.column + text.get(mark.start..offset).unwrap_or_default().chars().count())
    }

    /// The line of a byte offset, without its end, and where it begins.
    pub(super) fn line<'t>(&self, text: &'t str, offset: usize) -> (usize, &'t str) {
        let (line, _) = self.line_column(text, offset);
        let start = self.last(text, |mark| mark.line < line || (mark.line == line && mark.column == 1));
        let start = start.map_or(0, |mark| mark.start);
        let marks = self.marks(text);
        let next = marks.get(marks.partition_point(|mark| mark.line <= line));
        let end = next.map_or(text.len(), |next| next.start);
        (start, text.get(start..end).unwrap_or_default().trim_end_matches(['\r', '\n']))
    }

    /// The last mark of those that come first.
    fn last(&self, text: &str, comes_first: impl Fn(&Mark) -> bool) -> Option<Mark> {
        let marks = self.marks(text);
        marks.get(marks.partition_point(comes_first).checked_sub(1)?).copied()
    }

    fn marks(&self, text: &str) -> &[Mark] {
        self.0.get_or_init(|| marks(text))
    }
}

/// An offset whose line and column are known. Each line has one at its start, and long lines have more: else each
/// finding in a line of a million characters would count them all.
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
            let step = (0..=MARK_DISTANCE).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or(rest.len());
            column += rest.get(..step).unwrap_or_default().chars().count();
            within += step;
        }
        start += text.len() + 1;
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "one\r\nzwé|drei";
        let (lines, pipe) = (Lines::default(), text.find('|').unwrap());
        assert_eq!(lines.line_column(text, pipe), (2, 4));
        assert_eq!(lines.line_column(text, 0), (1, 1));
        assert_eq!(lines.line(text, pipe), (5, "zwé|drei"));
        assert_eq!(lines.line(text, 4), (0, "one"), "the end of a line belongs to it");
    }

    #[test]
    fn columns_of_long_lines_are_counted_from_nearby() {
        let text = &format!("first\n{}|\nlast", "é".repeat(5000));
        let lines = Lines::default();
        assert_eq!(lines.line_column(text, text.find('|').unwrap()), (2, 5001));
        assert_eq!(lines.line_column(text, 6 + 2 * 2048), (2, 2049));
        assert_eq!(lines.line(text, 6 + 2 * 2048).0, 6);
        assert_eq!(lines.line_column(text, text.find("last").unwrap()), (3, 1));
    }
}
