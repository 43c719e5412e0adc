//! Choice columns: enums that are open.

use core::fmt;
use core::mem::discriminant;

use crate::metadata::OptionMetadata;

/// The enum of a choice column.
///
/// Choices grow: an organization adds options of its own. So each such enum has a last variant, `Other(i32)`, for
/// values that the reference does not list; they survive being read and written back.
///
/// Its options fill a drop-down list, and `Display` shows the label of a value:
///
/// ```
/// use earlybound::Choice;
/// use dataverse::account::StateCode;
///
/// let options: Vec<(i32, &str)> = StateCode::options().iter().map(|option| (option.value, option.label)).collect();
/// assert_eq!(options, [(0, "Active"), (1, "Inactive")]);
/// assert_eq!(StateCode::Inactive.to_string(), "Inactive");
/// assert_eq!(StateCode::from_value(7).to_string(), "7");
/// ```
///
/// With the feature `serde`, a choice is a field of your own serde structs, as its number:
///
/// ```
/// use dataverse::account::StateCode;
///
/// assert_eq!(serde_json::to_string(&[StateCode::Inactive, StateCode::Other(7)])?, "[1,7]");
/// assert_eq!(serde_json::from_str::<StateCode>("0")?, StateCode::Active);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub trait Choice: Copy + 'static {
    /// The variants that the reference lists, with their values, sorted by value.
    const VARIANTS: &'static [(i32, Self)];

    /// Returns the options that the reference lists, sorted by value. The first call reads them from their text.
    fn options() -> &'static [OptionMetadata];

    /// The number that the service stores.
    fn value(self) -> i32;

    /// The variant of a number; `Other` where the reference does not list it.
    fn from_value(value: i32) -> Self;

    /// Returns the metadata of the value; `None` if the reference does not list it.
    fn metadata(self) -> Option<&'static OptionMetadata> {
        option(Self::options(), self.value())
    }

    /// The words that users see, in the language of the reference; `None` where there are none.
    fn label(self) -> Option<&'static str> {
        self.metadata().map(|option| option.label).filter(|label| !label.is_empty())
    }
}

fn option(options: &'static [OptionMetadata], value: i32) -> Option<&'static OptionMetadata> {
    options.iter().find(|option| option.value == value)
}

/// Implements [`Choice`] for an enum whose last variant is `Other(i32)`, and what values do: `Clone`, `Copy`, `Debug`,
/// `Display`, `PartialEq`, `Eq`, `Hash` and `From` for `i32`; with the feature `serde` also `Serialize` and
/// `Deserialize`, as the number.
///
/// The options stand in a text with a line for each: the value, the label in quotes, and what else is known by key.
/// Everything goes through the number, since derives would cost a compiler many times as much. So `Other` with the
/// number of an option is equal to its variant.
///
/// ```
/// use earlybound::Choice;
///
/// pub enum Tone {
///     Warm,
///     Cold,
///     Other(i32),
/// }
///
/// earlybound::choice!(Tone { Warm = 1, Cold = 2 } r#"
///     1 "Warm"
///     2 "Cold"
/// "#);
///
/// assert_eq!(Tone::from_value(2), Tone::Cold);
/// assert_eq!((i32::from(Tone::Warm), Tone::Other(7).value()), (1, 7));
/// assert_eq!(format!("{:?}, {:?}", Tone::Warm, Tone::Other(7)), "Warm (1), Other(7)");
/// ```
#[macro_export]
macro_rules! choice {
    ($choice:ident { $($variant:ident = $value:literal),* $(,)? } $options:literal) => {
        impl $crate::Choice for $choice {
            const VARIANTS: &'static [(i32, Self)] = &[$(($value, Self::$variant)),*];

            fn options() -> &'static [$crate::metadata::OptionMetadata] {
                static OPTIONS: $crate::__private::OptionList = $crate::__private::OptionList::new($options);
                OPTIONS.get()
            }

            #[inline]
            fn value(self) -> i32 {
                if let Self::Other(value) = self { value } else { $crate::__private::choice_value(self) }
            }

            #[inline]
            fn from_value(value: i32) -> Self {
                $crate::__private::choice_variant(value).unwrap_or(Self::Other(value))
            }
        }

        impl ::core::convert::From<$choice> for i32 {
            #[inline]
            fn from(choice: $choice) -> i32 {
                $crate::Choice::value(choice)
            }
        }

        impl ::core::clone::Clone for $choice {
            #[inline]
            fn clone(&self) -> Self {
                *self
            }
        }

        impl ::core::marker::Copy for $choice {}

        impl ::core::fmt::Debug for $choice {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::choice_debug(*self, f)
            }
        }

        impl ::core::fmt::Display for $choice {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::choice_display(*self, f)
            }
        }

        $crate::__choice_serde!($choice);

        impl ::core::cmp::PartialEq for $choice {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::Choice::value(*self) == $crate::Choice::value(*other)
            }
        }

        impl ::core::cmp::Eq for $choice {}

        impl ::core::hash::Hash for $choice {
            #[inline]
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                ::core::hash::Hash::hash(&$crate::Choice::value(*self), state);
            }
        }
    };
}

/// The implementations of the feature `serde`: a choice is read and written as its number.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __choice_serde {
    ($choice:ident) => {
        impl $crate::__private::serde::Serialize for $choice {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                to: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                to.serialize_i32($crate::Choice::value(*self))
            }
        }

        impl<'de> $crate::__private::serde::Deserialize<'de> for $choice {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                from: D,
            ) -> ::core::result::Result<Self, D::Error> {
                <i32 as $crate::__private::serde::Deserialize>::deserialize(from).map($crate::Choice::from_value)
            }
        }
    };
}

/// Without the feature `serde` a choice has nothing more.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __choice_serde {
    ($choice:ident) => {};
}

/// The number of a variant that has an option.
pub fn choice_value<C: Choice>(choice: C) -> i32 {
    let listed = C::VARIANTS.iter().find(|(_, variant)| discriminant(variant) == discriminant(&choice));
    listed.map_or(0, |(value, _)| *value)
}

/// The variant of a number that has one.
pub fn choice_variant<C: Choice>(value: i32) -> Option<C> {
    C::VARIANTS.iter().find(|(listed, _)| *listed == value).map(|(_, variant)| *variant)
}

/// Prints what users see, and the number.
pub fn choice_debug<C: Choice>(choice: C, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match choice.label() {
        Some(label) => write!(f, "{label} ({})", choice.value()),
        None => write!(f, "Other({})", choice.value()),
    }
}

/// Prints what users see; the number if the reference does not list the value.
pub fn choice_display<C: Choice>(choice: C, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match choice.label() {
        Some(label) => f.pad(label),
        None => fmt::Display::fmt(&choice.value(), f),
    }
}

/// The state that a status belongs to. Generated code calls it.
pub fn state_of<C: Choice, S: Choice>(status: C) -> Option<S> {
    status.metadata()?.state.map(S::from_value)
}
