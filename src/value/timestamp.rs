//! Points in time.

use core::fmt;
use core::str::FromStr;
use std::time::SystemTime;

use jiff::SignedDuration;
use jiff::civil::DateTime;
use jiff::fmt::temporal::Pieces;
use jiff::tz::Offset;

/// A point in time, to the nanosecond.
///
/// It holds every time that the platform does, from 1753-01-01 to 9999-12-30T23:59:59Z. The last two hours of that are
/// beyond [`jiff::Timestamp`], which is why this is a type of its own; each converts into the other.
/// (<https://learn.microsoft.com/dotnet/api/microsoft.xrm.sdk.metadata.datetimeattributemetadata.maxsupportedvalue>)
///
/// ```
/// use earlybound::Timestamp;
///
/// let time: Timestamp = "2016-09-29T00:57:53+02:00".parse()?;
/// assert_eq!(time.to_string(), "2016-09-28T22:57:53Z");
/// assert!(time > Timestamp::UNIX_EPOCH);
/// # Ok::<(), earlybound::ParseTimestampError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    utc: DateTime,
}

impl Timestamp {
    /// 1970-01-01T00:00:00Z.
    pub const UNIX_EPOCH: Self = Self::from_utc(DateTime::constant(1970, 1, 1, 0, 0, 0, 0));

    /// Returns the point in time at which clocks that show UTC show `utc`.
    pub const fn from_utc(utc: DateTime) -> Self {
        Self { utc }
    }

    /// Returns what clocks that show UTC show.
    pub const fn to_utc(self) -> DateTime {
        self.utc
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}Z", self.utc)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Timestamp {
    type Err = ParseTimestampError;

    /// Reads a date and time with its offset from UTC, as RFC 3339 writes it.
    fn from_str(text: &str) -> Result<Self, ParseTimestampError> {
        parse(text).map(Self::from_utc).ok_or(ParseTimestampError)
    }
}

fn parse(text: &str) -> Option<DateTime> {
    let pieces = Pieces::parse(text).ok()?;
    let (time, offset) = (pieces.time()?, pieces.to_numeric_offset()?);
    if pieces.time_zone_annotation().is_some() {
        return None;
    }
    let local = DateTime::from_parts(pieces.date(), time);
    if offset == Offset::UTC {
        return Some(local);
    }
    local.checked_sub(SignedDuration::from_secs(offset.seconds().into())).ok()
}

impl From<jiff::Timestamp> for Timestamp {
    fn from(time: jiff::Timestamp) -> Self {
        Self::from_utc(Offset::UTC.to_datetime(time))
    }
}

impl TryFrom<Timestamp> for jiff::Timestamp {
    type Error = jiff::Error;

    fn try_from(time: Timestamp) -> Result<Self, jiff::Error> {
        Offset::UTC.to_timestamp(time.utc)
    }
}

impl TryFrom<SystemTime> for Timestamp {
    type Error = jiff::Error;

    fn try_from(time: SystemTime) -> Result<Self, jiff::Error> {
        let since = match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(since) => SignedDuration::try_from(since)?,
            Err(before) => -SignedDuration::try_from(before.duration())?,
        };
        Self::UNIX_EPOCH.utc.checked_add(since).map(Self::from_utc)
    }
}

/// A string that is no date and time with an offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseTimestampError;

impl fmt::Display for ParseTimestampError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a date and time with its offset, such as `2016-09-28T22:57:53Z`")
    }
}

impl core::error::Error for ParseTimestampError {}

#[cfg(test)]
mod tests {
    use core::time::Duration;

    use super::*;

    #[test]
    fn it_holds_what_the_platform_holds() {
        for text in ["1753-01-01T00:00:00Z", "9999-12-30T23:59:59Z", "2016-09-28T22:57:53.1234567Z"] {
            assert_eq!(text.parse::<Timestamp>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn offsets_are_taken_into_account_and_needed() {
        let time: Timestamp = "2020-01-01T00:00:00+02:00".parse().unwrap();
        assert_eq!(time, "2019-12-31T22:00:00Z".parse().unwrap());
        for text in ["2020-01-01", "2020-01-01T00:00:00", "2020-01-01T00:00:00+02:00[Europe/Berlin]", ""] {
            assert_eq!(text.parse::<Timestamp>(), Err(ParseTimestampError), "{text}");
        }
    }

    #[test]
    fn it_converts() {
        let time: Timestamp = "2016-09-28T22:57:53.5Z".parse().unwrap();
        assert_eq!(Timestamp::from(jiff::Timestamp::try_from(time).unwrap()), time);
        let last: Timestamp = "9999-12-30T23:59:59Z".parse().unwrap();
        assert!(jiff::Timestamp::try_from(last).is_err());
        let before = SystemTime::UNIX_EPOCH - Duration::from_secs(1);
        assert_eq!(Timestamp::try_from(before).unwrap().to_string(), "1969-12-31T23:59:59Z");
    }
}
