//! The place of the public pages of the reference, as a command that fetches them.

/// The folders of pages below each repository, by what the names of their products end with.
const DATAVERSE: &str = "powerapps-docs/developer/data-platform/reference/entities";
const DYNAMICS: [(&str, &str); 4] = [
    ("Customer Service", "ce/customer-service/develop/reference/entities"),
    ("Sales", "ce/sales/developer/reference/entities"),
    ("Field Service", "ce/field-service/developer/entities"),
    ("", "ce/developer/reference/entities"),
];

/// The command that gets the pages of a product; those of Dataverse where it is none of Dynamics 365.
pub(super) fn checkout(product: &str) -> String {
    let (repository, folder) = if product.contains("Dynamics 365") {
        let folder = DYNAMICS.iter().find(|(ending, _)| product.ends_with(ending)).map_or("", |(_, folder)| folder);
        ("dynamics-365-customer-engagement", folder)
    } else {
        ("powerapps-docs", DATAVERSE)
    };
    format!(
        "git clone --depth 1 --filter=blob:none --sparse https://github.com/MicrosoftDocs/{repository} && \
         git -C {repository} sparse-checkout set {folder}"
    )
}
