//! Each example is a mistake, with the message for it in a file beside.
