//! An organization that is asked: its address, the token for it, and requests with patience.

mod client;
mod token;

pub(crate) use client::{Client, is_name};
pub(crate) use token::Token;
