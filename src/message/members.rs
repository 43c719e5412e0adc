//! Enums of the Web API: values that have names on the wire.

use core::fmt;
use core::ops::BitOr;
use std::borrow::Cow;

use serde::de::Error;
use serde_json::value::RawValue;

use super::answer;
use super::value::MessageValue;
use crate::request::Argument;
use crate::service::{Answer, FromAnswer, ServiceError};

/// An enum of the Web API. [`enum_type!`](crate::enum_type) implements it for enums of generated code.
///
/// Such enums grow: each has a last variant, `Other`, for members that the reference does not list.
pub trait EnumType: Clone + fmt::Debug + PartialEq + Sized + 'static {
    /// The name of the type.
    const NAME: &'static str;

    /// The members that the reference lists: their names, numbers and variants.
    const MEMBERS: &'static [(&'static str, i64, Self)];

    /// Returns the variant of a name that the reference does not list.
    fn other(name: Cow<'static, str>) -> Self;

    /// Returns the name if the reference does not list it.
    fn as_other(&self) -> Option<&str>;

    /// Returns the name.
    fn name(&self) -> &str {
        member_name(self)
    }

    /// Returns the number; `None` where the reference does not list the member.
    fn value(&self) -> Option<i64> {
        Self::MEMBERS.iter().find(|(name, ..)| *name == self.name()).map(|(_, value, _)| *value)
    }

    /// Returns the member of that name.
    fn from_name(name: &str) -> Self {
        let listed = Self::MEMBERS.iter().find(|(known, ..)| *known == name);
        listed.map_or_else(|| Self::other(name.to_owned().into()), |(.., member)| member.clone())
    }
}

/// Implements [`EnumType`] for an enum whose last variant is `Other`, and what values do: `Clone`, `Debug`, `Display`,
/// `PartialEq`, `Eq`, `|` and being an answer.
///
/// ```
/// use std::borrow::Cow;
///
/// use earlybound::message::{EnumType, Members};
///
/// pub enum Access {
///     Read,
///     Write,
///     Other(Cow<'static, str>),
/// }
///
/// earlybound::enum_type!(Access = "AccessRights" { Read = "ReadAccess" 1, Write = "WriteAccess" 2 });
///
/// assert_eq!((Access::Read.name(), Access::Read.value()), ("ReadAccess", Some(1)));
/// assert_eq!(Access::from_name("AppendAccess"), Access::Other("AppendAccess".into()));
/// assert_eq!((Access::Read | Access::Write).to_string(), "ReadAccess,WriteAccess");
/// ```
#[macro_export]
macro_rules! enum_type {
    ($of:ident = $name:literal { $($variant:ident = $member:literal $value:literal),* $(,)? }) => {
        impl $crate::message::EnumType for $of {
            const NAME: &'static str = $name;

            const MEMBERS: &'static [(&'static str, i64, Self)] = &[$(($member, $value, Self::$variant)),*];

            fn other(name: ::std::borrow::Cow<'static, str>) -> Self {
                Self::Other(name)
            }

            fn as_other(&self) -> ::core::option::Option<&str> {
                if let Self::Other(name) = self { ::core::option::Option::Some(name) } else { ::core::option::Option::None }
            }
        }

        impl ::core::clone::Clone for $of {
            fn clone(&self) -> Self {
                match self {
                    $(Self::$variant => Self::$variant,)*
                    Self::Other(name) => Self::Other(::core::clone::Clone::clone(name)),
                }
            }
        }

        impl ::core::cmp::PartialEq for $of {
            fn eq(&self, other: &Self) -> bool {
                $crate::message::EnumType::name(self) == $crate::message::EnumType::name(other)
            }
        }

        impl ::core::cmp::Eq for $of {}

        impl ::core::fmt::Debug for $of {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad($crate::message::EnumType::name(self))
            }
        }

        impl ::core::fmt::Display for $of {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad($crate::message::EnumType::name(self))
            }
        }

        impl ::core::ops::BitOr for $of {
            type Output = $crate::message::Members<Self>;

            fn bitor(self, other: Self) -> $crate::message::Members<Self> {
                $crate::message::Members::from(self) | other
            }
        }

        impl $crate::message::MessageValue for $of {
            fn from_json(
                json: &$crate::__private::serde_json::value::RawValue,
            ) -> $crate::__private::serde_json::Result<Self> {
                $crate::__private::member_from_json(json)
            }

            fn to_argument(&self) -> $crate::Argument {
                $crate::__private::member_argument(self)
            }
        }

        impl $crate::service::FromAnswer for $of {
            fn from_answer(
                answer: $crate::service::Answer,
            ) -> ::core::result::Result<Self, $crate::service::ServiceError> {
                $crate::__private::member_from_answer(&answer)
            }
        }
    };
}

/// The name of a member.
fn member_name<E: EnumType>(member: &E) -> &str {
    let variant = core::mem::discriminant(member);
    let listed = E::MEMBERS.iter().find(|(.., listed)| core::mem::discriminant(listed) == variant);
    listed.map_or_else(|| member.as_other().unwrap_or_default(), |(name, ..)| name)
}

/// Reads a member: its name, or its number where the service sends that.
pub fn member_from_json<E: EnumType>(json: &RawValue) -> serde_json::Result<E> {
    text(E::MEMBERS.iter().map(|(name, value, _)| (*name, *value)), json).map(|name| E::from_name(&name))
}

/// The name behind a value. Not generic, since there are many enums.
fn text(mut members: impl Iterator<Item = (&'static str, i64)>, json: &RawValue) -> serde_json::Result<String> {
    match serde_json::from_str(json.get())? {
        serde_json::Value::String(name) => Ok(name),
        serde_json::Value::Number(number) => {
            let listed = members.find(|(_, value)| Some(*value) == number.as_i64());
            Ok(listed.map_or_else(|| number.to_string(), |(name, _)| name.to_owned()))
        }
        _ => Err(serde_json::Error::custom("expected the name of a member")),
    }
}

/// The member as a message takes it.
pub fn member_argument<E: EnumType>(member: &E) -> Argument {
    Argument::member(E::NAME, member.name().to_owned())
}

/// Reads an answer.
pub fn member_from_answer<E: EnumType + MessageValue>(answer: &Answer) -> Result<E, ServiceError> {
    answer::value(answer)
}

/// Members of an enum whose values are flags.
///
/// ```
/// use earlybound::message::Members;
/// use dataverse::messages::AccessRights;
///
/// let rights = AccessRights::ReadAccess | AccessRights::WriteAccess;
/// assert!(rights.contains(&AccessRights::ReadAccess));
/// assert_eq!(rights.to_string(), "ReadAccess,WriteAccess");
/// let all: Members<AccessRights> = [AccessRights::AppendAccess].into_iter().collect();
/// assert_eq!(all.iter().count(), 1);
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Members<E>(Vec<E>);

impl<E: EnumType> Members<E> {
    /// Returns the members.
    pub fn iter(&self) -> core::slice::Iter<'_, E> {
        self.0.iter()
    }

    /// Returns whether a member is there.
    pub fn contains(&self, member: &E) -> bool {
        self.0.contains(member)
    }
}

impl<E: EnumType> From<E> for Members<E> {
    fn from(member: E) -> Self {
        Self(vec![member])
    }
}

impl<E: EnumType> FromIterator<E> for Members<E> {
    fn from_iter<I: IntoIterator<Item = E>>(members: I) -> Self {
        members.into_iter().fold(Self(Vec::new()), BitOr::bitor)
    }
}

impl<'m, E: EnumType> IntoIterator for &'m Members<E> {
    type Item = &'m E;
    type IntoIter = core::slice::Iter<'m, E>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<E: EnumType> BitOr<E> for Members<E> {
    type Output = Self;

    /// Adds a member, unless it is there.
    fn bitor(mut self, member: E) -> Self {
        if !self.contains(&member) {
            self.0.push(member);
        }
        self
    }
}

impl<E: EnumType> fmt::Display for Members<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.0.iter().map(E::name).collect();
        f.pad(&names.join(","))
    }
}

impl<E: EnumType> fmt::Debug for Members<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<E: EnumType> MessageValue for Members<E> {
    /// Names with commas between them; older services put a blank behind each.
    fn from_json(json: &RawValue) -> serde_json::Result<Self> {
        let names = text(E::MEMBERS.iter().map(|(name, value, _)| (*name, *value)), json)?;
        let names = names.split(',').map(str::trim).filter(|name| !name.is_empty());
        Ok(names.map(E::from_name).collect())
    }

    fn to_argument(&self) -> Argument {
        Argument::member(E::NAME, self.to_string())
    }
}

/// The value that a message gives back.
impl<E: EnumType> FromAnswer for Members<E> {
    fn from_answer(answer: Answer) -> Result<Self, ServiceError> {
        answer::value(&answer)
    }
}
