//! Facts: the values that items are made of.
//!
//! A struct of facts lists each of its facts once, with its key. How a fact is found by its key, taken back, taken over
//! from a later layer and filled from another source all follow from that list.

use std::collections::BTreeMap;

use super::key::Key;
use super::layer::LayerId;
use crate::nearest::nearest;

/// Declares a struct of facts. Each field names its key after `=`, or `_` if it is no fact that anybody states. Every
/// field may be absent in text, and is left out of it when it says nothing; those after `always` are never left out.
macro_rules! facts {
    (
        $(#[$meta:meta])*
        pub struct $name:ident { $($(#[$field_meta:meta])* pub $field:ident: $type:ty = $key:tt,)+ }
        $(always { $($(#[$always_meta:meta])* pub $always:ident: $always_type:ty = $always_key:tt,)+ })?
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "serde", serde(rename_all = "PascalCase", default))]
        pub struct $name {
            $(
                $(#[$field_meta])*
                #[cfg_attr(feature = "serde", serde(skip_serializing_if = "crate::model::fact::says_nothing"))]
                pub $field: $type,
            )+
            $($($(#[$always_meta])* pub $always: $always_type,)+)?
        }

        impl crate::model::fact::Facts for $name {
            fn slot(&mut self, key: crate::model::key::Key) -> Option<crate::model::fact::Slot<'_>> {
                $(crate::model::fact::facts!(@slot self, key, $field, $key);)+
                $($(crate::model::fact::facts!(@slot self, key, $always, $always_key);)+)?
                None
            }

            fn take(&mut self, later: Self) -> bool {
                let mut replaced = false;
                $(replaced |= crate::model::fact::Fact::take(&mut self.$field, later.$field);)+
                $($(replaced |= crate::model::fact::Fact::take(&mut self.$always, later.$always);)+)?
                replaced
            }

            fn fill(&mut self, from: &Self, is_wanted: impl Fn(crate::model::key::Key) -> bool) {
                $(crate::model::fact::facts!(@fill self, from, is_wanted, $field, $key);)+
                $($(crate::model::fact::facts!(@fill self, from, is_wanted, $always, $always_key);)+)?
            }

            fn compare(&self, with: &Self, differs: &mut dyn FnMut(crate::model::key::Key, Option<String>, Option<String>)) {
                $(crate::model::fact::facts!(@compare self, with, differs, $field, $key);)+
                $($(crate::model::fact::facts!(@compare self, with, differs, $always, $always_key);)+)?
            }

            fn stated(&self, tell: &mut dyn FnMut(crate::model::key::Key)) {
                $(crate::model::fact::facts!(@stated self, tell, $field, $key);)+
                $($(crate::model::fact::facts!(@stated self, tell, $always, $always_key);)+)?
            }
        }
    };
    (@slot $item:ident, $wanted:ident, $field:ident, _) => {};
    (@slot $item:ident, $wanted:ident, $field:ident, $key:ident) => {
        if $wanted == crate::model::key::Key::$key {
            return crate::model::fact::Fact::slot(&mut $item.$field);
        }
    };
    (@fill $item:ident, $from:ident, $is_wanted:ident, $field:ident, _) => {};
    (@fill $item:ident, $from:ident, $is_wanted:ident, $field:ident, $key:ident) => {
        if $is_wanted(crate::model::key::Key::$key) {
            crate::model::fact::Fact::fill(&mut $item.$field, &$from.$field);
        }
    };
    (@compare $item:ident, $with:ident, $differs:ident, $field:ident, _) => {};
    (@compare $item:ident, $with:ident, $differs:ident, $field:ident, $key:ident) => {
        if $item.$field != $with.$field {
            let [one, other] = [&$item.$field, &$with.$field].map(crate::model::fact::Fact::text);
            $differs(crate::model::key::Key::$key, one, other);
        }
    };
    (@stated $item:ident, $tell:ident, $field:ident, _) => {};
    (@stated $item:ident, $tell:ident, $field:ident, $key:ident) => {
        if !crate::model::fact::says_nothing(&$item.$field) {
            $tell(crate::model::key::Key::$key);
        }
    };
}
pub(crate) use facts;

/// Returns whether a field holds what it holds when the reference does not say.
pub(crate) fn says_nothing<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Keys that the reader does not know, and values that do not fit their key, as they stand on the page.
pub type Other = BTreeMap<String, String>;

/// An item as a set of facts.
pub(crate) trait Facts: Sized {
    /// The slot of the fact of that key. Returns `None` if the item has no such fact, or one of several values.
    fn slot(&mut self, key: Key) -> Option<Slot<'_>>;

    /// Takes over the facts that a later layer states. Returns whether one of them replaces another.
    fn take(&mut self, later: Self) -> bool;

    /// Takes over the facts of the wanted keys that only the other states.
    fn fill(&mut self, from: &Self, is_wanted: impl Fn(Key) -> bool);

    /// Tells the key of each fact that the two state differently, with what either says, as text.
    fn compare(&self, with: &Self, differs: &mut dyn FnMut(Key, Option<String>, Option<String>));

    /// Tells the key of each fact that is stated.
    fn stated(&self, tell: &mut dyn FnMut(Key));
}

/// The slot of one fact in an item, by the form of its value.
pub(crate) enum Slot<'a> {
    /// A name that an item must have; empty until it is read.
    Name(&'a mut String),
    /// A text.
    Text(&'a mut Option<String>),
    /// True, false or unknown.
    Flag(&'a mut Option<bool>),
    /// A word of a vocabulary, or a number.
    Word(&'a mut dyn Word),
    /// A list of names.
    Names(&'a mut Vec<String>),
    /// True or nothing.
    Mark(&'a mut bool),
    /// The layer that defined an item.
    Layer(&'a mut Option<LayerId>),
    /// The layers that changed it.
    Layers(&'a mut Vec<LayerId>),
    /// Properties that the reader does not know, as they stand.
    Other(&'a mut Other),
}

impl Slot<'_> {
    /// Sets the fact back to nothing. Returns `false` for what cannot be taken back: an item has a name, and lists only
    /// ever grow.
    pub(crate) fn clear(self) -> bool {
        match self {
            Self::Text(text) => *text = None,
            Self::Flag(flag) => *flag = None,
            Self::Word(word) => word.clear(),
            Self::Name(_) | Self::Names(_) | Self::Mark(_) | Self::Layer(_) | Self::Layers(_) | Self::Other(_) => {
                return false;
            }
        }
        true
    }
}

/// A slot of a value that is read from its text form.
pub(crate) trait Word {
    /// Reads the value.
    fn read(&mut self, text: &str) -> Result<(), Misfit>;

    /// Sets the value back to nothing.
    fn clear(&mut self);
}

/// The reason that a value does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Misfit {
    /// The item has no fact of that key.
    Key,
    /// The value is not what the key asks for; says what that would be.
    Value(&'static str),
    /// The same for a word of a vocabulary, with the words that there are.
    Word(&'static str, &'static [&'static str]),
}

impl Misfit {
    /// The word that was probably meant.
    pub(crate) fn suggestion(self, word: &str) -> Option<String> {
        let Self::Word(_, known) = self else { return None };
        Some(match nearest(word, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the words for it are {}", known.join(", ")),
        })
    }
}

/// A fact in its field: how it is found, merged and completed. Unless it says otherwise it has no slot, and stays as
/// the first layer states it.
pub(crate) trait Fact: Sized {
    /// The slot, if the fact is a single value.
    fn slot(&mut self) -> Option<Slot<'_>> {
        None
    }

    /// Takes over what a later layer states. Returns whether that replaces something else.
    fn take(&mut self, _later: Self) -> bool {
        false
    }

    /// Takes over what only the other states.
    fn fill(&mut self, _from: &Self) {}

    /// The fact as the reference writes it. `None` if nothing is stated, or if the fact is more than a line of text.
    fn text(&self) -> Option<String> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        AlternateKey, AssociatedMenu, Attribute, ManyToManyRelationship, Message, OneToManyRelationship,
        OptionMetadata, OptionSet, Parameter, TableFacts,
    };

    /// States something, whatever it is.
    fn state(slot: Slot<'_>) {
        match slot {
            Slot::Name(name) => name.push('x'),
            Slot::Text(text) => *text = Some("x".to_owned()),
            Slot::Flag(flag) => *flag = Some(true),
            Slot::Word(word) => match word.read("1") {
                Err(Misfit::Word(_, known)) => word.read(known[0]).unwrap(),
                number => number.unwrap(),
            },
            Slot::Names(names) => names.push("x".to_owned()),
            Slot::Mark(mark) => *mark = true,
            Slot::Layer(layer) => *layer = Some(LayerId(1)),
            Slot::Layers(layers) => layers.push(LayerId(1)),
            Slot::Other(other) => _ = other.insert("x".to_owned(), "y".to_owned()),
        }
    }

    /// Each key of the item leads to the field that is written under that key.
    fn assert_keyed<T: Facts + Default + serde::Serialize>() {
        let written = |item: &T| serde_json::to_value(item).unwrap();
        let silent = written(&T::default());
        for key in Key::ALL {
            let mut item = T::default();
            let Some(slot) = item.slot(*key) else { continue };
            state(slot);
            let written = written(&item);
            let entries = written.as_object().unwrap().iter();
            let stated: Vec<&str> = entries
                .filter(|(name, value)| silent.get(name) != Some(*value))
                .map(|(name, _)| name.as_str())
                .collect();
            assert_eq!(stated, [key.as_str()]);
        }
    }

    #[test]
    fn keys_lead_to_their_fields() {
        assert_keyed::<TableFacts>();
        assert_keyed::<Attribute>();
        assert_keyed::<OptionSet>();
        assert_keyed::<OptionMetadata>();
        assert_keyed::<AlternateKey>();
        assert_keyed::<OneToManyRelationship>();
        assert_keyed::<ManyToManyRelationship>();
        assert_keyed::<AssociatedMenu>();
        assert_keyed::<Message>();
        assert_keyed::<Parameter>();
    }

    #[test]
    fn a_later_layer_replaces_and_a_source_of_more_fills() {
        let column = |format: Option<&str>, length| Attribute {
            format: format.map(str::to_owned),
            max_length: length,
            ..Attribute::default()
        };
        let mut merged = column(Some("Text"), None);
        assert!(!merged.take(column(Some("Text"), Some(9))), "a gap is filled");
        assert!(merged.take(column(Some("Email"), None)), "a fact is replaced");
        assert_eq!(merged, column(Some("Email"), Some(9)));
        merged.fill(&column(Some("Url"), Some(8)), |_| true);
        assert_eq!(merged, column(Some("Email"), Some(9)));
        assert!(merged.clear(Key::Format) && !merged.clear(Key::LogicalName) && !merged.clear(Key::AttributeType));
        merged.fill(&column(Some("Url"), Some(8)), |key| key == Key::Format);
        assert_eq!(merged, column(Some("Url"), Some(9)));
    }
}
