//! The shipped reference under the name that the README and the book give to generated code.

pub use earlybound_generated::*;
