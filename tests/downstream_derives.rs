//! The derives as users have them: in a crate of their own, and with every mistake that the compiler is to refuse.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "downstream/messages.rs"]
mod messages;
#[allow(dead_code, reason = "other tests use the rest")]
#[path = "downstream/support.rs"]
mod support;

use support::Downstream;

#[test]
fn a_crate_with_all_derives_runs() {
    Downstream::copy("derives", "derives").succeeds(&["run"]);
}

/// Each example is held against the messages in the `.stderr` beside it; `EARLYBOUND_BLESS=1` writes them.
/// An example that names no type of `earlybound` has `use earlybound as _`: rustc then prints the short paths of its types.
///
/// Not `trybuild`: one build checks all examples, and the messages leave out what depends on the machine.
#[test]
fn mistakes_are_errors_that_name_the_fix() {
    let found = messages::errors_of_examples(&Downstream::copy("derive-errors", "derive-errors"));
    let names: Vec<&String> = found.keys().collect();
    assert_eq!(names, support::examples("derive-errors").iter().collect::<Vec<_>>(), "each has an error");
    for (name, messages) in &found {
        assert_eq!(*messages, support::expected("derive-errors", name, &found), "{name}");
    }
}
