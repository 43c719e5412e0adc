//! The time to wait before a request is sent again.

use core::time::Duration;
use std::time::{SystemTime, UNIX_EPOCH};

use jiff::fmt::rfc2822::DateTimeParser;

use super::answer::Answer;

/// The wait that the header `Retry-After` asks for, as a number of seconds or as a date (RFC 9110, 10.2.3).
pub(super) fn after(answer: &Answer) -> Option<Duration> {
    let value = answer.header("Retry-After")?;
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    // By the clock of the service, which may be another one than ours.
    let now = answer.header("Date").and_then(seconds).or_else(clock)?;
    Some(Duration::from_secs(seconds(value)?.saturating_sub(now)))
}

/// The seconds from 1970 to a date of HTTP (`Sun, 06 Nov 1994 08:49:37 GMT`).
fn seconds(date: &str) -> Option<u64> {
    let time = DateTimeParser::new().parse_timestamp(date).ok()?;
    u64::try_from(time.as_second()).ok()
}

/// The seconds from 1970 to now; `None` where the platform has no clock.
fn clock() -> Option<u64> {
    if cfg!(all(target_family = "wasm", target_os = "unknown")) {
        return None;
    }
    SystemTime::now().duration_since(UNIX_EPOCH).ok().map(|since| since.as_secs())
}
