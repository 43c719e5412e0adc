//! Merges the sources of one message or type: the one that counts most is taken as a whole.

use crate::model::fact::Facts;
use crate::model::{ComplexType, EntityType, EnumType, Layer, MessageSignature, WebApi};

/// An item of the Web API's lists: it has a name and layers.
trait Named: Facts {
    fn name(&self) -> &str;
    fn last_layer(&self) -> Option<&Layer>;
    fn layers(&mut self) -> &mut Vec<Layer>;
}

macro_rules! named {
    ($($type:ty),+ $(,)?) => {
        $(impl Named for $type {
            fn name(&self) -> &str {
                &self.name
            }

            fn last_layer(&self) -> Option<&Layer> {
                self.layers.last()
            }

            fn layers(&mut self) -> &mut Vec<Layer> {
                &mut self.layers
            }
        })+
    };
}

named!(MessageSignature, ComplexType, EnumType, EntityType);

/// Merges what the sources say, which does not depend on their order.
pub(super) fn merge(said: WebApi) -> WebApi {
    let WebApi { messages, complex_types, enum_types, entity_types } = said;
    let mut messages = merge_list(messages);
    for message in &mut messages {
        message.bound_to.sort();
        message.bound_to.dedup();
    }
    WebApi {
        messages,
        complex_types: merge_list(complex_types),
        enum_types: merge_list(enum_types),
        entity_types: merge_list(entity_types),
    }
}

/// Of two sources, the one that counts more says all of a signature or type; only single facts that it leaves out are
/// those of the other.
fn merge_list<T: Named>(mut list: Vec<T>) -> Vec<T> {
    list.sort_by_cached_key(|item| {
        let rank = item.last_layer().map(|layer| (layer.provenance, layer.source.clone()));
        (item.name().to_owned(), rank)
    });
    let mut merged: Vec<T> = Vec::with_capacity(list.len());
    for mut later in list {
        match merged.last_mut().filter(|earlier| earlier.name() == later.name()) {
            Some(earlier) => {
                later.fill(earlier, |_| true);
                earlier.layers().append(later.layers());
                std::mem::swap(earlier.layers(), later.layers());
                *earlier = later;
            }
            None => merged.push(later),
        }
    }
    merged
}
