//! Exact decimal numbers, for limits that reach from `1E-12` to `9223372036854775807`.

use core::fmt;
use core::str::FromStr;

/// An exact decimal number: `digits × 10^exponent`.
///
/// Two numbers are equal when they mean the same: trailing zeros do not count.
///
/// ```
/// use earlybound_schema::Number;
///
/// let small: Number = "1E-12".parse()?;
/// assert_eq!(small, "0.000000000001".parse()?);
/// assert_eq!(small.to_string(), "0.000000000001");
/// assert_eq!("-9223372036854775808".parse::<Number>()?.to_i64(), Some(i64::MIN));
/// # Ok::<(), earlybound_schema::ParseNumberError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Number {
    digits: i64,
    exponent: i16,
}

/// A text that is no decimal number, or one with more digits than [`Number`] holds (about 18).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseNumberError;

impl fmt::Display for ParseNumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a decimal number of at most 18 digits")
    }
}

impl core::error::Error for ParseNumberError {}

impl Number {
    /// The number `digits × 10^exponent`.
    pub const fn new(digits: i64, exponent: i16) -> Self {
        let (mut digits, mut exponent) = (digits, exponent);
        if digits == 0 {
            return Self { digits, exponent: 0 };
        }
        while digits % 10 == 0 && exponent < i16::MAX {
            digits /= 10;
            exponent += 1;
        }
        Self { digits, exponent }
    }

    /// The digits without trailing zeros; the number is `digits × 10^exponent`.
    pub const fn digits(self) -> i64 {
        self.digits
    }

    /// The power of ten that the digits are multiplied by.
    pub const fn exponent(self) -> i16 {
        self.exponent
    }

    /// The number as an integer, if it is one and fits.
    pub fn to_i64(self) -> Option<i64> {
        let scale = 10i64.checked_pow(u32::try_from(self.exponent).ok()?)?;
        self.digits.checked_mul(scale)
    }

    /// The nearest floating-point number.
    pub fn to_f64(self) -> f64 {
        // The standard library's parser rounds correctly; a multiplication by a power of ten would not.
        format!("{}e{}", self.digits, self.exponent).parse().unwrap_or(f64::NAN)
    }
}

impl FromStr for Number {
    type Err = ParseNumberError;

    fn from_str(text: &str) -> Result<Self, ParseNumberError> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i16>().map_err(|_| ParseNumberError)?),
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let unsigned = whole.strip_prefix(['-', '+']).unwrap_or(whole);
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if unsigned.len() + fraction.len() == 0 || !all_digits(unsigned) || !all_digits(fraction) {
            return Err(ParseNumberError);
        }
        let fraction = fraction.trim_end_matches('0');
        let digits = if fraction.is_empty() { whole.parse() } else { format!("{whole}{fraction}").parse() };
        let digits = digits.map_err(|_| ParseNumberError)?;
        let places = i16::try_from(fraction.len()).map_err(|_| ParseNumberError)?;
        Ok(Self::new(digits, exponent.checked_sub(places).ok_or(ParseNumberError)?))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !(-30..=18).contains(&self.exponent) {
            return write!(f, "{}E{}", self.digits, self.exponent);
        }
        let sign = if self.digits < 0 { "-" } else { "" };
        let digits = self.digits.unsigned_abs().to_string();
        if self.exponent >= 0 {
            return write!(f, "{sign}{digits}{}", "0".repeat(usize::from(self.exponent.unsigned_abs())));
        }
        let places = usize::from(self.exponent.unsigned_abs());
        let padded = format!("{digits:0>width$}", width = places + 1);
        let (whole, fraction) = padded.split_at(padded.len() - places);
        write!(f, "{sign}{whole}.{fraction}")
    }
}

/// An integer where it is one, a float where that reads back the same, else the exact text.
#[cfg(feature = "serde")]
impl serde::Serialize for Number {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Some(integer) = self.to_i64() {
            return serializer.serialize_i64(integer);
        }
        let float = self.to_f64();
        if format!("{float:e}").parse() == Ok(*self) {
            return serializer.serialize_f64(float);
        }
        serializer.collect_str(self)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Number {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Number;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a decimal number")
            }

            fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Number, E> {
                Ok(Number::new(value, 0))
            }

            fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Number, E> {
                self.visit_str(&value.to_string())
            }

            fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Number, E> {
                self.visit_str(&format!("{value:e}"))
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Number, E> {
                text.parse().map_err(|error| E::custom(format_args!("`{text}` is {error}")))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for Number {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": ["number", "string"] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_of_the_reference_are_exact() {
        for text in
            ["922337203685477", "-9223372036854775808", "0.0000000001", "922337203685477.5807", "0", "-100000000000"]
        {
            assert_eq!(text.parse::<Number>().map(|number| number.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["", "-", ".", "1e", "e1", "1.2.3", "0x10", "12345678901234567890", "１", "--1", "1E99999", "nan"]
        {
            assert_eq!(text.parse::<Number>(), Err(ParseNumberError), "{text}");
        }
    }

    #[test]
    fn extremes_do_not_overflow() {
        assert_eq!(Number::new(i64::MIN, i16::MIN).to_i64(), None);
        assert_eq!(Number::new(1, i16::MAX).to_string(), "1E32767");
        assert_eq!(Number::new(0, i16::MAX), Number::new(0, 0));
        assert_eq!(Number::new(-5, -1).to_string(), "-0.5");
    }
}
