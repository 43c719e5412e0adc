//! The terms of annotations: what stands behind the `@` of a property's name.

/// The formatted value.
pub(super) const FORMATTED: &str = "OData.Community.Display.V1.FormattedValue";
/// The logical name of the table that a lookup points to.
pub(crate) const TABLE: &str = "Microsoft.Dynamics.CRM.lookuplogicalname";
/// The navigation property that leads to the row that a lookup points to.
pub(super) const NAVIGATION: &str = "Microsoft.Dynamics.CRM.associatednavigationproperty";
/// The address of the next page of expanded rows.
pub(super) const NEXT_LINK: &str = "odata.nextLink";
/// The row that a lookup is to point to.
pub(super) const BIND: &str = "odata.bind";
/// The entity tag of the row.
pub(super) const ETAG: &str = "odata.etag";
