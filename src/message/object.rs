//! Objects of JSON, property by property.

use core::fmt;
use std::borrow::Cow;

use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde_json::value::RawValue;

/// Takes a property: its name and its value.
type Take<'t> = &'t mut dyn FnMut(&str, &RawValue) -> serde_json::Result<()>;

/// Reads an object. `take` gets each property once.
pub(super) fn read(json: &RawValue, take: Take<'_>) -> serde_json::Result<()> {
    serde_json::Deserializer::from_str(json.get()).deserialize_map(Object(take))
}

struct Object<'t>(Take<'t>);

impl<'de> Visitor<'de> for Object<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<(), M::Error> {
        while let Some((name, value)) = map.next_entry::<Cow<'de, str>, &RawValue>()? {
            (self.0)(&name, value).map_err(|error| M::Error::custom(format_args!("`{name}`: {error}")))?;
        }
        Ok(())
    }
}
