//! The closed sets of words that table metadata is written in.
//!
//! Names and spelling are those of Dataverse's own `EntityMetadata`, so that a word means here what it means in the
//! reference, in the Web API and in the SDK.

use core::fmt;

use crate::vocabulary;

/// A word that is not in the set it was looked up in.
///
/// ```
/// use earlybound_schema::AttributeType;
///
/// let error = "Lokup".parse::<AttributeType>().unwrap_err();
/// assert_eq!(error.set, "AttributeType");
/// assert!(error.known.contains(&"Lookup"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseWordError {
    /// The set that was asked, by its type's name.
    pub set: &'static str,
    /// Every word of the set.
    pub known: &'static [&'static str],
}

impl fmt::Display for ParseWordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no {}; expected one of {}", self.set, self.known.join(", "))
    }
}

impl core::error::Error for ParseWordError {}

vocabulary! {
    /// The type of a column. The comment on each word names its form in the Web API.
    pub AttributeType {
        /// `Edm.Int64`: the full signed 64-bit range.
        BigInt = "BigInt",
        /// `Edm.Boolean`.
        Boolean = "Boolean",
        /// A collection without a column of its own; not usable from code.
        CalendarRules = "CalendarRules",
        /// A lookup on account or contact.
        Customer = "Customer",
        /// `Edm.DateTimeOffset` or `Edm.Date`, as [`DateTimeBehavior`] says.
        DateTime = "DateTime",
        /// `Edm.Decimal`, stored exactly.
        Decimal = "Decimal",
        /// `Edm.Double`.
        Double = "Double",
        /// The logical name of a table.
        EntityName = "EntityName",
        /// A file; read as the id of the file, never written with the row.
        File = "File",
        /// `Edm.Binary`: the thumbnail, base64.
        Image = "Image",
        /// `Edm.Int32`.
        Integer = "Integer",
        /// A reference to one row of one of the target tables.
        Lookup = "Lookup",
        /// A managed property: a value and whether it may be changed.
        ManagedProperty = "ManagedProperty",
        /// `Edm.String`, long.
        Memo = "Memo",
        /// `Edm.Decimal` in the row's currency.
        Money = "Money",
        /// Several values of a choice, `Edm.String` with commas.
        MultiSelectPicklist = "MultiSelectPicklist",
        /// A lookup on the user or team that owns the row.
        Owner = "Owner",
        /// The parties of an activity: a collection of rows, not a value.
        PartyList = "PartyList",
        /// One value of a choice, `Edm.Int32`.
        Picklist = "Picklist",
        /// The state of a row (`statecode`), `Edm.Int32`.
        State = "State",
        /// The reason for a row's state (`statuscode`), `Edm.Int32`.
        Status = "Status",
        /// `Edm.String`.
        String = "String",
        /// `Edm.Guid`.
        Uniqueidentifier = "Uniqueidentifier",
        /// Not usable from code.
        Virtual = "Virtual",
    }
}

impl AttributeType {
    /// Returns whether a column of this type refers to one row of another table.
    pub const fn is_lookup(self) -> bool {
        matches!(self, Self::Lookup | Self::Customer | Self::Owner)
    }

    /// Returns whether a column of this type can be part of an alternate key.
    /// (<https://learn.microsoft.com/power-apps/developer/data-platform/define-alternate-keys-entity>)
    pub const fn is_key(self) -> bool {
        matches!(self, Self::DateTime | Self::Decimal | Self::Integer | Self::Lookup | Self::Picklist | Self::String)
    }

    /// Returns whether a column of this type takes its values from a set of options.
    pub const fn is_choice(self) -> bool {
        matches!(self, Self::Picklist | Self::MultiSelectPicklist | Self::State | Self::Status)
    }
}

vocabulary! {
    /// True if a column must have a value.
    ///
    /// Only `SystemRequired` is enforced by the service; `ApplicationRequired` binds the apps' forms alone.
    pub RequiredLevel {
        /// Optional.
        None = "None",
        /// Required by the platform.
        SystemRequired = "SystemRequired",
        /// Required by the apps' forms.
        ApplicationRequired = "ApplicationRequired",
        /// Optional, and marked as recommended on forms.
        Recommended = "Recommended",
    }
}

vocabulary! {
    /// The ownership of a table's rows. Only rows of `UserOwned` tables are assigned, shared and reparented.
    pub OwnershipType {
        /// Rows are not owned.
        None = "None",
        /// A user or a team owns each row.
        UserOwned = "UserOwned",
        /// A team owns each row.
        TeamOwned = "TeamOwned",
        /// A business unit owns each row.
        BusinessOwned = "BusinessOwned",
        /// The organization owns all rows.
        OrganizationOwned = "OrganizationOwned",
    }
}

vocabulary! {
    /// The storage of a table's rows.
    pub TableType {
        /// In the relational store. Pages of activity tables say `Standard` too.
        Standard = "Standard",
        /// Rows are activities.
        Activity = "Activity",
        /// Rows come from an outside source.
        Virtual = "Virtual",
        /// In the elastic store, without cascades.
        Elastic = "Elastic",
    }
}

vocabulary! {
    /// The storage and time zone of a date column. This, not the column's `Format`, decides its wire type.
    pub DateTimeBehavior {
        /// A point in time: `Edm.DateTimeOffset`.
        UserLocal = "UserLocal",
        /// A calendar day: `Edm.Date`.
        DateOnly = "DateOnly",
        /// A date and time on the wall clock: `Edm.DateTimeOffset` whose `Z` has no meaning.
        TimeZoneIndependent = "TimeZoneIndependent",
    }
}

vocabulary! {
    /// The kind of a message, as the sender sees it.
    pub MessageKind {
        /// An OData action, sent with `POST`.
        Action = "Action",
        /// An OData function, sent with `GET`.
        Function = "Function",
        /// A plain request on the table's rows, such as creating one.
        Operation = "Operation",
    }
}

vocabulary! {
    /// The binding of an action or function.
    pub Binding {
        /// One row.
        Entity = "Entity",
        /// The table's rows as a whole.
        EntityCollection = "EntityCollection",
        /// No binding.
        Global = "Global",
    }
}

vocabulary! {
    /// The type of a parameter or a result of a custom API.
    pub ParameterType {
        /// `Edm.Boolean`.
        Boolean = "Boolean",
        /// `Edm.DateTimeOffset`.
        DateTime = "DateTime",
        /// `Edm.Decimal`.
        Decimal = "Decimal",
        /// A row with its values.
        Entity = "Entity",
        /// Rows with their values.
        EntityCollection = "EntityCollection",
        /// A reference to a row.
        EntityReference = "EntityReference",
        /// `Edm.Double`.
        Float = "Float",
        /// `Edm.Int32`.
        Integer = "Integer",
        /// `Edm.Decimal` in the organization's currency.
        Money = "Money",
        /// One value of a choice, `Edm.Int32`.
        Picklist = "Picklist",
        /// `Edm.String`.
        String = "String",
        /// A collection of `Edm.String`.
        StringArray = "StringArray",
        /// `Edm.Guid`.
        Guid = "Guid",
    }
}

vocabulary! {
    /// The method of a Web API request.
    pub HttpMethod {
        /// Reads.
        Get = "GET",
        /// Creates, or sends an action.
        Post = "POST",
        /// Changes, or creates under a known key.
        Patch = "PATCH",
        /// Replaces one value or reference.
        Put = "PUT",
        /// Deletes.
        Delete = "DELETE",
    }
}

vocabulary! {
    /// The way in which the rows of a one-to-many relationship show in the app's navigation.
    pub MenuBehavior {
        /// Under the related table's plural name.
        UseCollectionName = "UseCollectionName",
        /// Under a label of their own.
        UseLabel = "UseLabel",
        /// Not at all.
        DoNotDisplay = "DoNotDisplay",
    }
}

vocabulary! {
    /// The group of the app's navigation that related rows show in.
    pub MenuGroup {
        /// The group "Details".
        Details = "Details",
        /// The group "Sales".
        Sales = "Sales",
        /// The group "Service".
        Service = "Service",
        /// The group "Marketing".
        Marketing = "Marketing",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back() {
        for word in AttributeType::ALL {
            assert_eq!(word.as_str().parse(), Ok(*word));
        }
        assert_eq!("GET".parse(), Ok(HttpMethod::Get));
        assert!("get".parse::<HttpMethod>().is_err());
    }
}
