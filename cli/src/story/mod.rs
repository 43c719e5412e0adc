//! The answer to what an action on a row does: as a tree, as steps of a picture, in words.

mod sketch;
mod tree;
mod words;

pub(crate) use sketch::{picture, steps, tone};
pub(crate) use tree::{Branch, Tree};
pub(crate) use words::{doing, happens, summary};
