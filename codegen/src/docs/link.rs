//! Links to the pages that the facts come from.

use earlybound_reader::model::{LayerId, Table};

use super::{CHANGED_BY, escape};

/// The addresses of the pages, by product. A product that is not listed gets no link.
const PAGES: &[(&str, &str)] = &[
    ("Microsoft Dataverse", "https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/"),
    ("Microsoft Dynamics 365", "https://learn.microsoft.com/dynamics365/developer/reference/entities/"),
    (
        "Microsoft Dynamics 365 Customer Service",
        "https://learn.microsoft.com/dynamics365/customer-service/develop/reference/entities/",
    ),
    (
        "Microsoft Dynamics 365 Field Service",
        "https://learn.microsoft.com/dynamics365/field-service/developer/reference/entities/",
    ),
    ("Microsoft Dynamics 365 Sales", "https://learn.microsoft.com/dynamics365/sales/developer/reference/entities/"),
];

/// The product of a layer, linked to its page on the table, or to the item of that schema name on it.
pub(crate) fn layer(table: &Table, layer: LayerId, schema_name: Option<&str>) -> Option<String> {
    let product = product(table, layer)?;
    let Some(page) = page(product) else { return Some(escape::text(product)) };
    let anchor = schema_name.map_or_else(String::new, |name| format!("#BKMK_{}", percent_encoded(name)));
    Some(format!("[{product}]({page}{}{anchor})", percent_encoded(&table.table.logical_name)))
}

fn product(table: &Table, layer: LayerId) -> Option<&str> {
    table.layers.get(usize::from(layer.0))?.product.as_deref()
}

/// Returns the address of a product's pages.
fn page(product: &str) -> Option<&'static str> {
    PAGES.iter().find(|(name, _)| *name == product).map(|(_, page)| *page)
}

/// All products that say something about a table, base first.
pub(crate) fn all_layers(table: &Table) -> Vec<String> {
    (0..).zip(&table.layers).filter_map(|(place, _)| layer(table, LayerId(place), None)).collect()
}

/// The layer that defined an item and those that changed it, on a line each. The table's first one goes without saying,
/// where there is no page to link to.
pub(crate) fn layers(table: &Table, defined: Option<LayerId>, changed: &[LayerId], schema_name: &str) -> String {
    let link = |id: &LayerId| layer(table, *id, Some(schema_name));
    let changed = changed.iter().filter_map(link).map(|link| format!("{CHANGED_BY}{link}"));
    let is_worth_it = |id: &LayerId| id.0 > 0 || product(table, *id).and_then(page).is_some();
    let defined = defined.filter(is_worth_it).as_ref().and_then(link);
    defined.into_iter().chain(changed).collect::<Vec<_>>().join("\n")
}

fn percent_encoded(name: &str) -> String {
    let mut encoded = String::with_capacity(name.len());
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-' | b'.' => encoded.push(char::from(byte)),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use earlybound_reader::model::{Layer, TableFacts};

    use super::*;

    fn table(logical_name: &str, products: &[&str]) -> Table {
        let layer = |product: &&str| Layer { product: Some((*product).to_owned()), ..Layer::default() };
        Table {
            table: TableFacts { logical_name: logical_name.to_owned(), ..TableFacts::default() },
            layers: products.iter().map(layer).collect(),
            ..Table::default()
        }
    }

    #[test]
    fn known_products_are_linked() {
        let table = table("account", &["Microsoft Dataverse", "Contoso [x]"]);
        assert_eq!(
            layer(&table, LayerId(0), Some("AccountId")).as_deref(),
            Some(
                "[Microsoft Dataverse](https://learn.microsoft.com/power-apps/developer/data-platform/reference/\
                 entities/account#BKMK_AccountId)"
            )
        );
        assert_eq!(layer(&table, LayerId(1), Some("AccountId")).as_deref(), Some("Contoso \\[x\\]"));
        assert_eq!(layer(&table, LayerId(2), None), None);
    }

    #[test]
    fn names_cannot_leave_the_address() {
        let table = table("a) [b](c", &["Microsoft Dataverse"]);
        assert!(all_layers(&table).concat().ends_with("/a%29%20%5Bb%5D%28c)"), "{:?}", all_layers(&table));
    }
}
