//! What the derives stand on, one module for each: their expansions call these.

pub(crate) mod changes;
pub(crate) mod choice;
pub(crate) mod message;
pub(crate) mod projection;
pub(crate) mod row;
