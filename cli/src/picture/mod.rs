//! Pictures: boxes for tables, and arrows between them from a row to the rows that point at it.
//!
//! A [`Picture`] is plain data; where the boxes stand is the matter of [`layout`], and each form has a writer of its
//! own.

pub(crate) mod dot;
pub(crate) mod layout;
pub(crate) mod mermaid;
pub(crate) mod svg;

/// A picture.
#[derive(Debug, Default)]
pub(crate) struct Picture {
    pub(crate) title: String,
    /// The summary of the picture, in one line.
    pub(crate) summary: String,
    /// True if everything grows from the first box.
    pub(crate) is_tree: bool,
    pub(crate) nodes: Vec<Node>,
    pub(crate) arrows: Vec<Arrow>,
    /// The meaning of each tone.
    pub(crate) legend: Vec<(Tone, String)>,
}

/// A box.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) name: String,
    /// A second, smaller line.
    pub(crate) note: String,
    /// All that a reader may want to know of it.
    pub(crate) hint: String,
    pub(crate) tone: Tone,
    /// True if no page describes the table.
    pub(crate) is_outside: bool,
}

/// An arrow between two boxes, by their place in [`Picture::nodes`].
#[derive(Debug)]
pub(crate) struct Arrow {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) label: String,
    pub(crate) tone: Tone,
}

/// The meaning of a box or an arrow, as a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tone {
    /// A table as such.
    Plain,
    /// The start of the answer.
    Start,
    /// The action goes on to all rows; a parental relationship.
    All,
    /// The action goes on to some of the rows; a custom relationship.
    Some,
    /// A lookup is cleared; a referential relationship.
    Clear,
    /// The action is refused; a relationship that restricts deleting.
    Block,
    /// Many-to-many.
    Many,
    /// Not stated.
    Unknown,
}

impl Tone {
    /// The name of the style.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Start => "start",
            Self::All => "all",
            Self::Some => "some",
            Self::Clear => "clear",
            Self::Block => "block",
            Self::Many => "many",
            Self::Unknown => "unknown",
        }
    }

    /// The colour on white, for forms that know no styles: that of [`svg::STYLE`].
    pub(crate) const fn color(self) -> &'static str {
        match self {
            Self::Plain => "#5b6472",
            Self::Start => "#18202b",
            Self::All => "#3554d1",
            Self::Some => "#6a3fc4",
            Self::Clear => "#9a5b00",
            Self::Block => "#c22525",
            Self::Many => "#0b7a75",
            Self::Unknown => "#626c79",
        }
    }

    /// Returns whether its lines are broken, to tell it from the others without colours.
    pub(crate) const fn is_dashed(self) -> bool {
        matches!(self, Self::Some | Self::Clear | Self::Unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_forms_have_the_same_colors() {
        let tones = [Tone::Plain, Tone::All, Tone::Some, Tone::Clear, Tone::Block, Tone::Many, Tone::Unknown];
        for tone in tones {
            let color = format!("--{}: {};", tone.class(), tone.color());
            assert!(svg::STYLE.contains(&color), "{color}");
            assert!(svg::STYLE.contains(&format!(".picture .{} {{", tone.class())), "{tone:?}");
        }
        assert!(svg::STYLE.contains(&format!("--ink: {};", Tone::Start.color())));
    }
}
