//! The macro that declares a set of words.

/// Declares one set of words: the enum, its text forms and, with the features `serde` and `schemars`, its serde form
/// (the text) and its JSON Schema.
///
/// The macro is for the crates of this project; the features are those of this crate, not of the caller's.
#[doc(hidden)]
#[macro_export]
macro_rules! vocabulary {
    ($(#[$meta:meta])* $vis:vis $name:ident { $($(#[$doc:meta])* $word:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $name { $($(#[$doc])* $word),+ }

        impl $name {
            /// Every word of the set, in its order of declaration.
            $vis const ALL: &'static [Self] = &[$(Self::$word),+];

            /// Returns the word as the reference spells it.
            $vis const fn as_str(self) -> &'static str {
                match self { $(Self::$word => $text),+ }
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = $crate::ParseWordError;

            fn from_str(word: &str) -> Result<Self, Self::Err> {
                match word {
                    $($text => Ok(Self::$word),)+
                    _ => Err($crate::ParseWordError { set: stringify!($name), known: &[$($text),+] }),
                }
            }
        }

        $crate::vocabulary_serde!($name);
        $crate::vocabulary_schema!($name { $($text),+ });
    };
}

#[doc(hidden)]
#[macro_export]
#[cfg(feature = "serde")]
macro_rules! vocabulary_serde {
    ($name:ident) => {
        impl $crate::__private::serde::Serialize for $name {
            fn serialize<S: $crate::__private::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::__private::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                use $crate::__private::serde::de::Error;
                let word =
                    <::std::borrow::Cow<'de, str> as $crate::__private::serde::Deserialize>::deserialize(deserializer)?;
                word.parse().map_err(|unknown| D::Error::custom(format_args!("`{word}` is {unknown}")))
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
#[cfg(not(feature = "serde"))]
macro_rules! vocabulary_serde {
    ($name:ident) => {};
}

#[doc(hidden)]
#[macro_export]
#[cfg(feature = "schemars")]
macro_rules! vocabulary_schema {
    ($name:ident { $($text:literal),+ }) => {
        impl $crate::__private::schemars::JsonSchema for $name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut $crate::__private::schemars::SchemaGenerator) -> $crate::__private::schemars::Schema {
                $crate::__private::words_schema(&[$($text),+])
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
#[cfg(not(feature = "schemars"))]
macro_rules! vocabulary_schema {
    ($($any:tt)*) => {};
}
