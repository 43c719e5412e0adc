//! The metadata of generated tables: text in the generated file, read into a [`TableMetadata`] on first use.
//!
//! Metadata as Rust expressions is slow to compile and hard to review. So generated code holds text for each table, with
//! a line for each column, relationship and message:
//!
//! ```text
//! SchemaName=Account DisplayName=Account EntitySetName=accounts PrimaryIdAttribute=accountid
//! layer product="Microsoft Dataverse" full=true
//! columns
//!   accountid Account "Account" Uniqueidentifier cur- SystemRequired
//!   name Name "Account Name" String curf ApplicationRequired max=160 format=Text
//! keys
//!   new_bynumber columns=accountnumber
//! one-to-many
//!   account_tasks Referencing=task.regardingobjectid Referenced=account.accountid Delete=Cascade
//! ```
//!
//! What reading and writing a row needs, such as the names of navigation properties, stands in a text of its own, so that
//! a program that does nothing else with a table does not hold the rest.
//!
//! The generator writes such texts, and only this module reads it. Lines and keys that it does not know are passed
//! over, so that reading never fails.

mod column;
mod key;
mod lazy;
mod message;
mod option;
mod relationship;
mod table;
mod wire;
mod words;

pub use lazy::LazyTable;
pub use option::OptionList;
pub use wire::WireTable;
