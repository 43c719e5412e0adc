//! The order of a table's layers: what a page extends comes before it.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Document, Provenance};

/// Puts the layers of one table in order, base first: Dataverse, Dynamics 365, the products, solutions,
/// what an organization answers, and documents of one's own. Within
/// a product a full page comes before one of additions, and an older page before a newer one; pages without a date
/// are those of late 2024 and after.
pub(super) fn sort(layers: &mut [Document]) {
    layers.sort_by_cached_key(|layer| {
        let bases = layer.extends.iter().chain(&layer.also_extends);
        let above = bases.map(|base| rank(&base.product) + 1).max().unwrap_or(0);
        let own = layer.product.as_deref().map_or(0, rank);
        let date = layer.date.as_deref().and_then(date);
        let age = (date.is_none(), date);
        (layer.provenance, own.max(above), layer.extends.is_some(), layer.product.clone(), age, layer.source.clone())
    });
}

/// Reports pages that describe the same layer: most likely two versions of one page.
pub(super) fn report_twins(layers: &[Document], diagnostics: &mut Diagnostics) {
    for (earlier, later) in layers.iter().zip(layers.iter().skip(1)) {
        let both_pages = [earlier, later].iter().all(|layer| layer.provenance == Provenance::Page);
        let is_twin = earlier.product == later.product && earlier.extends.is_some() == later.extends.is_some();
        if is_twin && both_pages {
            let table = &later.table.logical_name;
            let product = later.product.as_deref().unwrap_or("an unknown product");
            diagnostics.push(
                Diagnostic::new(Code::LayerTwice, format!("two pages say what `{table}` is in {product}"))
                    .at(later.origin, "this one counts where they differ")
                    .related(earlier.origin, "the other one")
                    .help("take one of them out; what only one of them has is there all the same"),
            );
        }
    }
}

/// Returns the rank of a product: the platform, the common applications, and what is built on them.
fn rank(product: &str) -> u8 {
    match product {
        "Microsoft Dataverse" | "Common Data Service" | "Common Data Service for Apps" => 0,
        "Microsoft Dynamics 365"
        | "Dynamics 365"
        | "Dynamics 365 Customer Engagement"
        | "Dynamics 365 for Customer Engagement" => 1,
        _ => 2,
    }
}

/// Year, month and day of a date that pages write as `08/26/2024` or `08.26.2024`.
fn date(text: &str) -> Option<(u16, u16, u16)> {
    let mut numbers = text.split(['/', '.']).map(|part| part.parse().ok());
    let (month, day, year) = (numbers.next()??, numbers.next()??, numbers.next()??);
    Some((year, month, day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Extends;

    fn layer(product: &str, extends: Option<&str>, date: Option<&str>) -> Document {
        let extends = extends.map(|product| Extends { product: product.into(), ..Extends::default() });
        Document { product: Some(product.into()), extends, date: date.map(str::to_owned), ..Document::default() }
    }

    #[test]
    fn pages_without_a_date_are_the_newest() {
        let mut layers = [layer("Contoso", None, None), layer("Contoso", None, Some("08/26/2024"))];
        sort(&mut layers);
        assert_eq!(layers.each_ref().map(|layer| layer.date.is_some()), [true, false]);
        let mut diagnostics = Diagnostics::default();
        report_twins(&layers, &mut diagnostics);
        assert_eq!(diagnostics.iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::LayerTwice]);
        layers.iter_mut().for_each(|layer| layer.provenance = Provenance::Own);
        report_twins(&layers, &mut diagnostics);
        assert_eq!(diagnostics.iter().count(), 1);
    }

    #[test]
    fn products_stand_on_the_platform() {
        let (sales, base) = ("Microsoft Dynamics 365 Sales", "Microsoft Dynamics 365");
        let mut layers = [
            layer(sales, Some(base), None),
            layer(base, Some("Microsoft Dataverse"), None),
            layer("Microsoft Dataverse", None, Some("12/31/2023")),
            layer("Microsoft Dataverse", None, Some("07.24.2024")),
        ];
        sort(&mut layers);
        let order: Vec<_> = layers.iter().map(|l| (l.product.as_deref().unwrap(), l.date.as_deref())).collect();
        let dataverse = "Microsoft Dataverse";
        assert_eq!(
            order,
            [(dataverse, Some("12/31/2023")), (dataverse, Some("07.24.2024")), (base, None), (sales, None)]
        );
    }
}
