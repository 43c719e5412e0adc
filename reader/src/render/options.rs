//! What a page is to hold.

/// What a page is to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RenderOptions {
    /// Whether the prose of the source is written: descriptions, and the words of links. Without it a page holds facts
    /// alone.
    pub descriptions: bool,
}

impl Default for RenderOptions {
    fn default() -> Self {
        Self { descriptions: true }
    }
}
