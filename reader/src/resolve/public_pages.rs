//! The place of the public pages of the reference, with commands that fetch them.

/// The folders of pages below each repository, by what the names of their products end with.
const DATAVERSE: &str = "powerapps-docs/developer/data-platform/reference/entities";
const DYNAMICS: [(&str, &str); 4] = [
    ("Customer Service", "ce/customer-service/develop/reference/entities"),
    ("Sales", "ce/sales/developer/reference/entities"),
    ("Field Service", "ce/field-service/developer/entities"),
    ("", "ce/developer/reference/entities"),
];

/// The repository with the pages of a product, or with those of Dataverse where it is none of Dynamics 365; below it
/// the commands that get them, in a line each.
pub(super) fn repository(product: &str) -> String {
    let (name, folder) = if product.contains("Dynamics 365") {
        let folder = DYNAMICS.iter().find(|(ending, _)| product.ends_with(ending)).map_or("", |(_, folder)| folder);
        ("dynamics-365-customer-engagement", folder)
    } else {
        ("powerapps-docs", DATAVERSE)
    };
    format!(
        "the repository MicrosoftDocs/{name}:\n\
         git clone --depth 1 --filter=blob:none --sparse https://github.com/MicrosoftDocs/{name}\n\
         git -C {name} sparse-checkout set {folder}"
    )
}
