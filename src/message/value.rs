//! The values of parameters and properties.

use core::fmt;

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::request::Argument;
use crate::value::{Date, Decimal, Timestamp, Uuid};
use crate::wire::{Row, read_value};

/// A value of a message: in a parameter, in a property of a complex type, or alone as an answer.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no value of a message",
    note = "simple values, complex types, enums, rows and lists of these are"
)]
pub trait MessageValue: Clone + fmt::Debug {
    /// Reads the value. `null` is no value.
    ///
    /// # Errors
    ///
    /// Returns an error if the JSON is something else.
    fn from_json(json: &RawValue) -> serde_json::Result<Self>;

    /// Returns the value as a message takes it.
    fn to_argument(&self) -> Argument;
}

/// A parameter of a message: a value, or an `Option` of one that may be left out.
pub trait Parameter {
    /// Returns the argument; `None` leaves the parameter out.
    fn argument(&self) -> Option<Argument>;
}

/// A property of a complex type: an `Option` of a value.
pub trait Property: Parameter + fmt::Debug {
    /// Takes what the service sends.
    ///
    /// # Errors
    ///
    /// Returns an error if the property cannot hold it.
    fn read(&mut self, json: &RawValue) -> serde_json::Result<()>;
}

impl<V: MessageValue> Parameter for V {
    fn argument(&self) -> Option<Argument> {
        Some(self.to_argument())
    }
}

impl<V: MessageValue> Parameter for Option<V> {
    fn argument(&self) -> Option<Argument> {
        self.as_ref().map(V::to_argument)
    }
}

impl<V: MessageValue> Property for Option<V> {
    fn read(&mut self, json: &RawValue) -> serde_json::Result<()> {
        *self = if is_null(json) { None } else { Some(V::from_json(json)?) };
        Ok(())
    }
}

/// Returns whether the JSON is no value.
pub(super) fn is_null(json: &RawValue) -> bool {
    json.get() == "null"
}

macro_rules! simple {
    ($($type:ty),*) => {$(
        impl MessageValue for $type {
            fn from_json(json: &RawValue) -> serde_json::Result<Self> {
                read_value(json)?.ok_or_else(no_value)
            }

            fn to_argument(&self) -> Argument {
                self.clone().into()
            }
        }
    )*};
}

simple!(bool, i32, i64, f64, Decimal, String, Uuid, Timestamp, Date, Vec<u8>);

/// The error of `null` where a value is needed.
fn no_value() -> serde_json::Error {
    serde::de::Error::custom("there is no value")
}

impl<V: MessageValue> MessageValue for Vec<V> {
    fn from_json(json: &RawValue) -> serde_json::Result<Self> {
        let items: Vec<&RawValue> = serde_json::from_str(json.get())?;
        items.into_iter().map(V::from_json).collect()
    }

    fn to_argument(&self) -> Argument {
        self.iter().map(V::to_argument).collect::<Vec<_>>().into()
    }
}

/// A row of a table that is described.
impl<R: Row + Clone + fmt::Debug + DeserializeOwned> MessageValue for R {
    fn from_json(json: &RawValue) -> serde_json::Result<Self> {
        serde_json::from_str(json.get())
    }

    fn to_argument(&self) -> Argument {
        Argument::written(self)
    }
}
