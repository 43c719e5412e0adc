//! Cascades: what is stated, what can be reached, what is planned, and what becomes of rows.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

mod adapters;
mod corpus;
mod live;
mod merge;
mod naive;
mod oracle;
mod organization;
mod properties;
mod rules;
mod schemas;
mod source;
