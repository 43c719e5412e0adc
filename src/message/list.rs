//! The enums of a table's messages.

/// Implements what the enum of a table's messages does: `ALL`, `metadata`, `Clone`, `Copy`, `Debug`, `Display`,
/// `PartialEq`, `Eq`, `PartialOrd`, `Ord` and `Hash`.
///
/// Generated code calls it. The variants stand in the order of the list of the table's metadata, each with what derives
/// check while they are compiled: nothing, the kind, or kind, binding and parameters.
#[doc(hidden)]
#[macro_export]
macro_rules! message {
    (@signature $variant:ident) => {
        $crate::__private::check::Signature {
            name: ::core::stringify!($variant),
            kind: ::core::option::Option::None,
            binding: ::core::option::Option::None,
            parameters: ::core::option::Option::None,
        }
    };
    (@signature $variant:ident $kind:ident) => {
        $crate::__private::check::Signature {
            kind: ::core::option::Option::Some($crate::metadata::MessageKind::$kind),
            ..$crate::message!(@signature $variant)
        }
    };
    (@signature $variant:ident ($kind:ident $binding:ident $(, $($optional:ident)? $parameter:literal: $of:tt)*)) => {
        $crate::__private::check::Signature {
            binding: $crate::call!(@binding $binding),
            parameters: ::core::option::Option::Some(&[$($crate::__private::check::Parameter {
                name: $parameter,
                optional: $crate::call!(@optional $($optional)?),
                of: $crate::message!(@type $of),
            }),*]),
            ..$crate::message!(@signature $variant $kind)
        }
    };
    (@type [$of:tt]) => { $crate::derive::ValueType::List(&$crate::message!(@type $of)) };
    (@type (Row $($table:literal)?)) => { $crate::derive::ValueType::Row(&[$($table)?]) };
    (@type ($of:ident $name:literal)) => { $crate::derive::ValueType::$of($name) };
    (@type $of:ident) => { $crate::derive::ValueType::$of };
    ($message:ident, $table:ident.$list:ident { $($variant:ident $(: $signature:tt)?),* $(,)? }) => {
        impl $message {
            /// Compile-time checks of a struct with `#[derive(Message)]`.
            #[doc(hidden)]
            pub const fn signature(self) -> &'static $crate::__private::check::Signature {
                const SIGNATURES: &[$crate::__private::check::Signature] =
                    &[$($crate::message!(@signature $variant $($signature)?)),*];
                &SIGNATURES[self as usize]
            }

            /// All messages, by name.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Returns what the reference says about the message.
            pub fn metadata(self) -> &'static $crate::metadata::MessageMetadata {
                $crate::__private::message($table.get().$list, self as usize)
            }
        }

        impl ::core::clone::Clone for $message {
            #[inline]
            fn clone(&self) -> Self {
                *self
            }
        }

        impl ::core::marker::Copy for $message {}

        impl ::core::cmp::PartialEq for $message {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                *self as usize == *other as usize
            }
        }

        impl ::core::cmp::Eq for $message {}

        impl ::core::cmp::PartialOrd for $message {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> ::core::option::Option<::core::cmp::Ordering> {
                ::core::option::Option::Some(::core::cmp::Ord::cmp(self, other))
            }
        }

        impl ::core::cmp::Ord for $message {
            #[inline]
            fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
                ::core::cmp::Ord::cmp(&(*self as usize), &(*other as usize))
            }
        }

        impl ::core::hash::Hash for $message {
            #[inline]
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                ::core::hash::Hash::hash(&(*self as usize), state);
            }
        }

        impl ::core::fmt::Debug for $message {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.metadata().name)
            }
        }

        impl ::core::fmt::Display for $message {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.metadata().name)
            }
        }
    };
}

use crate::metadata::MessageMetadata;

/// The message at an index of a list.
pub fn message(list: &'static [MessageMetadata], index: usize) -> &'static MessageMetadata {
    const UNKNOWN: &MessageMetadata = &MessageMetadata::UNKNOWN;
    list.get(index).unwrap_or(UNKNOWN)
}
