//! The values of facts, and how facts of each form are found, merged and completed.

use std::fmt::Display;
use std::num::ParseIntError;
use std::str::FromStr;

use super::fact::{Fact, Misfit, Other, Slot, Word};
use super::layer::{LayerId, Provenance};
use crate::span::Origin;
use earlybound_schema::cascade::{CascadeConfiguration, CascadeType};
use earlybound_schema::{
    AttributeType, Binding, DateTimeBehavior, HttpMethod, MenuBehavior, MenuGroup, MessageKind, Number, OwnershipType,
    ParameterType, ParseNumberError, ParseWordError, RequiredLevel, TableType,
};

/// A value that may be unknown, and of which the last one stated counts.
pub(crate) trait Value: Clone + PartialEq {
    /// The slot of the fact that holds the value.
    fn slot(_fact: &mut Option<Self>) -> Option<Slot<'_>> {
        None
    }

    /// The value as the reference writes it.
    fn text(&self) -> Option<String> {
        None
    }
}

impl<T: Value> Fact for Option<T> {
    fn slot(&mut self) -> Option<Slot<'_>> {
        T::slot(self)
    }

    fn take(&mut self, later: Self) -> bool {
        let replaces = later.is_some() && self.is_some() && *self != later;
        if later.is_some() {
            *self = later;
        }
        replaces
    }

    fn fill(&mut self, from: &Self) {
        if self.is_none() {
            self.clone_from(from);
        }
    }

    fn text(&self) -> Option<String> {
        T::text(self.as_ref()?)
    }
}

impl Value for String {
    fn slot(fact: &mut Option<Self>) -> Option<Slot<'_>> {
        Some(Slot::Text(fact))
    }

    fn text(&self) -> Option<String> {
        Some(self.clone())
    }
}

impl Value for bool {
    fn slot(fact: &mut Option<Self>) -> Option<Slot<'_>> {
        Some(Slot::Flag(fact))
    }

    fn text(&self) -> Option<String> {
        Some(flag(*self))
    }
}

/// True or false as pages write it.
fn flag(flag: bool) -> String {
    if flag { "True" } else { "False" }.to_owned()
}

/// Declares what is expected where a word or number of these types stands.
macro_rules! words {
    ($($type:ty => $expected:literal),+ $(,)?) => {
        $(impl crate::model::value::Readable for $type {
            const EXPECTED: &'static str = $expected;
        })+
    };
}
pub(crate) use words;

words! {
    u32 => "an integer",
    i32 => "an integer",
    Number => "a number",
    AttributeType => "a column type",
    Binding => "a binding",
    CascadeType => "a cascade",
    DateTimeBehavior => "a date behavior",
    HttpMethod => "a method",
    MenuBehavior => "a menu behavior",
    MenuGroup => "a menu group",
    MessageKind => "a kind of message",
    OwnershipType => "an ownership type",
    Provenance => "a provenance",
    ParameterType => "a type of parameter",
    RequiredLevel => "a required level",
    TableType => "a table type",
}

/// A type whose values are read from their text form.
pub(crate) trait Readable: FromStr<Err: Misread> + Display + Clone + PartialEq {
    /// The expected form of a text, for messages.
    const EXPECTED: &'static str;
}

impl<T: Readable> Word for Option<T> {
    fn read(&mut self, text: &str) -> Result<(), Misfit> {
        *self = Some(text.parse().map_err(|error: T::Err| error.misfit(T::EXPECTED))?);
        Ok(())
    }

    fn clear(&mut self) {
        *self = None;
    }
}

impl<T: Readable> Value for T {
    fn slot(fact: &mut Option<Self>) -> Option<Slot<'_>> {
        Some(Slot::Word(fact))
    }

    fn text(&self) -> Option<String> {
        Some(self.to_string())
    }
}

/// A reason that a text cannot be read as a value.
pub(crate) trait Misread {
    /// The same as a misfit.
    fn misfit(&self, expected: &'static str) -> Misfit {
        Misfit::Value(expected)
    }
}

impl Misread for ParseIntError {}

impl Misread for ParseNumberError {}

impl Misread for ParseWordError {
    fn misfit(&self, expected: &'static str) -> Misfit {
        Misfit::Word(expected, self.known)
    }
}

/// An entry of a list that a later layer states as a whole.
pub(crate) trait Entry: Clone {
    /// The slot of the list.
    fn slot(_list: &mut Vec<Self>) -> Option<Slot<'_>> {
        None
    }

    /// The entry as one word of the list. `None` if it is more than that.
    fn word(&self) -> Option<&str> {
        None
    }
}

impl Entry for String {
    fn slot(list: &mut Vec<Self>) -> Option<Slot<'_>> {
        Some(Slot::Names(list))
    }

    fn word(&self) -> Option<&str> {
        Some(self)
    }
}

impl<T: Entry> Fact for Vec<T> {
    fn slot(&mut self) -> Option<Slot<'_>> {
        T::slot(self)
    }

    fn take(&mut self, later: Self) -> bool {
        if !later.is_empty() {
            *self = later;
        }
        false
    }

    fn fill(&mut self, from: &Self) {
        if self.is_empty() {
            self.clone_from(from);
        }
    }

    fn text(&self) -> Option<String> {
        let words: Vec<&str> = self.iter().map(T::word).collect::<Option<_>>()?;
        (!words.is_empty()).then(|| words.join(", "))
    }
}

impl Fact for String {
    fn slot(&mut self) -> Option<Slot<'_>> {
        Some(Slot::Name(self))
    }

    fn fill(&mut self, from: &Self) {
        if self.is_empty() {
            self.clone_from(from);
        }
    }

    fn text(&self) -> Option<String> {
        Some(self.clone())
    }
}

impl Fact for bool {
    fn slot(&mut self) -> Option<Slot<'_>> {
        Some(Slot::Mark(self))
    }

    fn take(&mut self, later: Self) -> bool {
        *self |= later;
        false
    }

    fn fill(&mut self, from: &Self) {
        *self |= *from;
    }

    fn text(&self) -> Option<String> {
        Some(flag(*self))
    }
}

impl Fact for Other {
    fn slot(&mut self) -> Option<Slot<'_>> {
        Some(Slot::Other(self))
    }

    fn take(&mut self, later: Self) -> bool {
        self.extend(later);
        false
    }

    fn fill(&mut self, from: &Self) {
        for (key, value) in from {
            self.entry(key.clone()).or_insert_with(|| value.clone());
        }
    }
}

impl Fact for Option<LayerId> {
    fn slot(&mut self) -> Option<Slot<'_>> {
        Some(Slot::Layer(self))
    }
}

impl Fact for Vec<LayerId> {
    fn slot(&mut self) -> Option<Slot<'_>> {
        Some(Slot::Layers(self))
    }
}

impl Fact for Origin {}

impl Fact for i32 {}

impl Fact for CascadeConfiguration {}
