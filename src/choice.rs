//! Choice columns: enums that are open.

use core::fmt;
use core::mem::discriminant;

use crate::metadata::OptionMetadata;

/// The enum of a choice column.
///
/// Choices grow: an organization adds options of its own. So each such enum has a last variant, `Other(i32)`, for
/// values that the reference does not list; they survive being read and written back.
pub trait Choice: Copy + 'static {
    /// The options that the reference lists, by value.
    const OPTIONS: &'static [OptionMetadata];

    /// The variants of these options, in the same order.
    const VARIANTS: &'static [Self];

    /// The number that the service stores.
    fn value(self) -> i32;

    /// The variant of a number; `Other` where the reference does not list it.
    fn from_value(value: i32) -> Self;

    /// What the reference says about the value; `None` where it does not list it.
    fn metadata(self) -> Option<&'static OptionMetadata> {
        option(Self::OPTIONS, self.value())
    }

    /// The words that users see, in the language of the reference; `None` where there are none.
    fn label(self) -> Option<&'static str> {
        self.metadata().map(|option| option.label).filter(|label| !label.is_empty())
    }
}

fn option(options: &'static [OptionMetadata], value: i32) -> Option<&'static OptionMetadata> {
    options.iter().find(|option| option.value == value)
}

/// Implements [`Choice`] for an enum with a constant `OPTIONS` whose last variant is `Other(i32)`, and what values do: `Clone`, `Copy`, `Debug`,
/// `PartialEq`, `Eq` and `Hash`.
///
/// All of it goes through the number: derives would cost a compiler many times as much. So `Other` with the number of
/// an option is equal to its variant.
///
/// ```
/// use earlybound::metadata::OptionMetadata;
/// use earlybound::Choice;
///
/// pub enum Tone {
///     Warm,
///     Cold,
///     Other(i32),
/// }
///
/// impl Tone {
///     pub const OPTIONS: &'static [OptionMetadata] = &[
///         OptionMetadata { value: 1, label: "Warm", ..OptionMetadata::UNKNOWN },
///         OptionMetadata { value: 2, label: "Cold", ..OptionMetadata::UNKNOWN },
///     ];
/// }
///
/// earlybound::choice!(Tone { Warm, Cold });
///
/// assert_eq!(Tone::from_value(2), Tone::Cold);
/// assert_eq!((Tone::Warm.value(), Tone::Other(7).value()), (1, 7));
/// assert_eq!(format!("{:?} {:?}", Tone::Warm, Tone::Other(7)), r#"Tone(1, "Warm") Tone(7)"#);
/// ```
#[macro_export]
macro_rules! choice {
    ($choice:ident { $($variant:ident),* $(,)? }) => {
        impl $crate::Choice for $choice {
            const OPTIONS: &'static [$crate::metadata::OptionMetadata] = Self::OPTIONS;

            const VARIANTS: &'static [Self] = &[$(Self::$variant),*];

            #[inline]
            fn value(self) -> i32 {
                if let Self::Other(value) = self { value } else { $crate::__private::choice_value(self) }
            }

            #[inline]
            fn from_value(value: i32) -> Self {
                $crate::__private::choice_variant(value).unwrap_or(Self::Other(value))
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
                $crate::__private::choice_debug(*self, ::core::stringify!($choice), f)
            }
        }

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

/// The number of a variant that has an option.
pub fn choice_value<C: Choice>(choice: C) -> i32 {
    let index = C::VARIANTS.iter().position(|variant| discriminant(variant) == discriminant(&choice));
    index.and_then(|index| C::OPTIONS.get(index)).map_or(0, |option| option.value)
}

/// The variant of a number that has one.
pub fn choice_variant<C: Choice>(value: i32) -> Option<C> {
    let index = C::OPTIONS.iter().position(|option| option.value == value)?;
    C::VARIANTS.get(index).copied()
}

/// Prints the number, and what users see.
pub fn choice_debug<C: Choice>(choice: C, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut tuple = f.debug_tuple(name);
    tuple.field(&choice.value());
    if let Some(label) = choice.label() {
        tuple.field(&label);
    }
    tuple.finish()
}
