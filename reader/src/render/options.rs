//! Options for a page.

/// Options for a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RenderOptions {
    /// True if the prose of the source is written: descriptions, and the words of links. Without it a page holds facts
    /// alone.
    pub descriptions: bool,
}

impl Default for RenderOptions {
    fn default() -> Self {
        Self { descriptions: true }
    }
}
