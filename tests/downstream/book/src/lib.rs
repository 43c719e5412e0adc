//! The crate `try-dataverse` of the book, into which a reader pastes examples.
