//! Generated rows and changes with the Dataverse clients that exist: one module for each, to copy from.
//!
//! ```sh
//! cargo test --manifest-path examples/clients/Cargo.toml
//! ```

pub mod client;
pub mod service_client;

#[cfg(test)]
#[path = "../../server/mod.rs"]
mod server;
