//! Complex types: structs whose fields are properties.

use core::fmt;

use serde_json::value::RawValue;

use super::object;
use super::value::Property;
use crate::request::Argument;
use crate::service::{Answer, ServiceError};

/// A complex type. [`complex_type!`](crate::complex_type) implements it for structs of generated code.
pub trait ComplexType: Clone + fmt::Debug + Default {
    /// The name of the type.
    const NAME: &'static str;

    /// The names of the properties, in the order of the fields.
    const PROPERTIES: &'static [&'static str];

    /// Shows all properties.
    fn properties(&self, visit: &mut dyn FnMut(&[&dyn Property]));

    /// Shows all properties to change them.
    fn properties_mut(&mut self, visit: &mut dyn FnMut(&mut [&mut dyn Property]));
}

/// Reads the properties of an object.
pub fn complex_from_json<C: ComplexType>(json: &RawValue) -> serde_json::Result<C> {
    let (mut value, mut read) = (C::default(), Ok(()));
    value.properties_mut(&mut |properties| read = read_properties(json, C::PROPERTIES, properties));
    read.map(|()| value)
}

/// The properties as an object.
pub fn complex_argument<C: ComplexType>(value: &C) -> Argument {
    let mut argument = Argument::NULL;
    value.properties(&mut |properties| argument = object_of(C::PROPERTIES, properties));
    argument
}

/// Properties that the type does not name are left out.
fn read_properties(json: &RawValue, names: &[&str], properties: &mut [&mut dyn Property]) -> serde_json::Result<()> {
    object::read(json, &mut |name, value| {
        let mut named = names.iter().zip(properties.iter_mut());
        match named.find(|(known, _)| **known == name) {
            Some((_, property)) => property.read(value),
            None => Ok(()),
        }
    })
}

fn object_of(names: &[&'static str], properties: &[&dyn Property]) -> Argument {
    let named = names.iter().zip(properties);
    Argument::object(named.filter_map(|(name, property)| Some((*name, property.argument()?))))
}

/// Implements [`ComplexType`] for a struct of optional fields, and what values do: `Clone`, `Debug`, `Default`,
/// `PartialEq` and being an answer.
///
/// ```
/// use earlybound::message::MessageValue;
/// use serde_json::value::RawValue;
///
/// pub struct Size {
///     pub width: Option<i32>,
///     pub unit: Option<String>,
/// }
///
/// earlybound::complex_type!(Size = "Size" { width = "Width", unit = "Unit" });
///
/// let size = Size::from_json(serde_json::from_str::<&RawValue>(r#"{"Width": 7, "Depth": 8}"#)?)?;
/// assert_eq!((size.width, &size.unit), (Some(7), &None));
/// assert_eq!(format!("{size:?}"), "Size { width: Some(7), unit: None }");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! complex_type {
    ($complex:ident = $name:literal { $($field:ident = $property:literal),* $(,)? }) => {
        impl $crate::message::ComplexType for $complex {
            const NAME: &'static str = $name;

            const PROPERTIES: &'static [&'static str] = &[$($property),*];

            fn properties(&self, visit: &mut dyn ::core::ops::FnMut(&[&dyn $crate::message::Property])) {
                visit(&[$(&self.$field),*]);
            }

            fn properties_mut(
                &mut self,
                visit: &mut dyn ::core::ops::FnMut(&mut [&mut dyn $crate::message::Property]),
            ) {
                visit(&mut [$(&mut self.$field),*]);
            }
        }

        impl ::core::default::Default for $complex {
            fn default() -> Self {
                Self { $($field: ::core::option::Option::None),* }
            }
        }

        impl ::core::clone::Clone for $complex {
            fn clone(&self) -> Self {
                Self { $($field: ::core::clone::Clone::clone(&self.$field)),* }
            }
        }

        impl ::core::fmt::Debug for $complex {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::complex_debug(
                    self,
                    ::core::stringify!($complex),
                    &[$(::core::stringify!($field)),*],
                    f,
                )
            }
        }

        impl ::core::cmp::PartialEq for $complex {
            fn eq(&self, other: &Self) -> bool {
                $crate::__private::complex_eq(self, other)
            }
        }

        impl $crate::message::MessageValue for $complex {
            fn from_json(
                json: &$crate::__private::serde_json::value::RawValue,
            ) -> $crate::__private::serde_json::Result<Self> {
                $crate::__private::complex_from_json(json)
            }

            fn to_argument(&self) -> $crate::Argument {
                $crate::__private::complex_argument(self)
            }
        }

        impl $crate::service::FromAnswer for $complex {
            fn from_answer(
                answer: $crate::service::Answer,
            ) -> ::core::result::Result<Self, $crate::service::ServiceError> {
                $crate::__private::complex_from_answer(&answer)
            }
        }
    };
}

/// Prints all properties.
pub fn complex_debug<C: ComplexType>(
    value: &C,
    name: &str,
    fields: &[&str],
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let mut result = Ok(());
    value.properties(&mut |properties| {
        let mut shown = f.debug_struct(name);
        for (field, property) in fields.iter().zip(properties) {
            shown.field(field, property);
        }
        result = shown.finish();
    });
    result
}

/// Returns whether two values have the same properties.
pub fn complex_eq<C: ComplexType>(left: &C, right: &C) -> bool {
    complex_argument(left) == complex_argument(right)
}

/// Reads an answer. One without a body has no property.
pub fn complex_from_answer<C: ComplexType>(answer: &Answer) -> Result<C, ServiceError> {
    if answer.body().trim_ascii().is_empty() {
        return Ok(C::default());
    }
    complex_from_json(answer.json()?).map_err(|error| ServiceError::unreadable(answer, error))
}
