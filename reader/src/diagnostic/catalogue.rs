//! The catalogue of findings: every code with its severity and what it means.

/// The severity of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something could not be read; the run fails.
    Error,
    /// Something was read, and is probably not what was meant.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// The word that stands before a finding.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

macro_rules! catalogue {
    ($($name:ident = $code:literal, $severity:ident, $title:literal, $explanation:literal;)+) => {
        /// A kind of finding. Codes are stable: a code never changes its meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = concat!("`", $code, "`: ", $title, ". ", $explanation)] $name),+
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The code as it is printed.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// Returns the severity of this kind: error, warning or note.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity),+ }
            }

            /// The kind in a few words.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$name => $title),+ }
            }

            /// Returns the meaning of this kind, and what to do.
            pub const fn explanation(self) -> &'static str {
                match self { $(Self::$name => $explanation),+ }
            }
        }
    };
}

catalogue! {
    Unreadable = "EB0001", Error, "unreadable file",
        "The file or folder does not exist, may not be read, is too large, or links to itself. \
         Name another one, or give yourself the right to read it.";
    NotUtf8 = "EB0002", Error, "text that is not UTF-8",
        "Pages are UTF-8. Save the file as UTF-8. It was read with the broken bytes replaced, so that the other \
         findings of the run still count.";
    NothingToRead = "EB0003", Error, "nothing to read",
        "The folder holds no page (a file whose name ends in `.md`), or no page of the run is a table reference.";
    NotAReference = "EB0101", Note, "not a table reference",
        "The page has neither a section of table properties nor a note that it extends a table: it was skipped. \
         Folders of documentation hold such pages; nothing needs to be done.";
    BadFrontMatter = "EB0102", Warning, "broken front matter",
        "The block between the two `---` lines is not YAML. The rest of the page was read without it.";
    NoTableName = "EB0103", Error, "no table name",
        "The page is a table reference, and neither its properties, nor its note, nor its title name the table. \
         Add a `LogicalName` row to its properties.";
    UnknownSection = "EB0104", Warning, "unknown section",
        "The heading is none of the known sections, and what stands under it was not read. Check its spelling.";
    UnknownKey = "EB0105", Warning, "unknown property",
        "The row's key is not known for this kind of item. It was kept as it stands under `Other`, and does not show \
         in generated code. Check its spelling.";
    BadValue = "EB0106", Warning, "value that does not fit",
        "The value is not of the form that its key asks for, such as a number. It was kept as it stands under \
         `Other`, and does not show in generated code.";
    StrayBlock = "EB0107", Warning, "block outside of an item",
        "A table, list item or heading belongs to no item of its section. The heading above it may be missing or \
         misspelled. It was not read.";
    BrokenRow = "EB0108", Warning, "broken table row",
        "The row has not as many cells as its table. The page may be cut off, or a `|` may be missing or stand \
         inside a text (write it as `\\|`).";
    DuplicateItem = "EB0109", Warning, "two items of one name",
        "The page describes the same column, relationship, message, option or property twice. What stands later wins.";
    UnreadText = "EB0110", Warning, "text that was not understood",
        "A paragraph inside an item is none of the known sentences, and was not read.";
    IndexDisagrees = "EB0111", Warning, "index and items disagree",
        "The list at the head of a section names an item that the section does not have, or leaves one out. The page \
         may be cut off or edited by hand.";
    LinkDisagrees = "EB0112", Warning, "link and item disagree",
        "The sentence that leads to the other side of a relationship names another table or relationship than the item \
         does. The item's own properties count.";
    NoProperties = "EB0113", Warning, "no table properties",
        "The page has columns, messages or relationships, and neither a section of table properties nor a note that it \
         extends a table. It was read as a full page under the name in its title.";
    NotYaml = "EB0114", Error, "not a table document",
        "The file is neither YAML nor JSON, is nested too deeply, or holds something else than tables. \
         Nothing of it was read.";
    BadContents = "EB0115", Note, "table of contents that is not followed",
        "The table of contents (`toc.yml`) cannot be read, or lists pages that its folder does not have. It only gives \
         order and names: nothing else depends on it.";
    TitleDisagrees = "EB0116", Warning, "title and properties disagree",
        "The title is not of the form `Name table/entity reference`, or names another table than the properties do. The \
         properties count. The page may be a copy of another one.";
    WebPage = "EB0117", Warning, "web page instead of its markdown",
        "The file is HTML: most likely the documentation was saved from a browser. Nothing of it was read. Take the \
         markdown source, from the repository of the documentation.";
    TargetsDisagree = "EB0201", Warning, "targets and relationships disagree",
        "The relationships of a lookup column lead to tables that its list of targets leaves out. Pages of August 2024 \
         list the first added target only. Such tables count as targets all the same.";
    MissingTables = "EB0202", Note, "tables without a page",
        "The pages refer to tables that no page of the run describes. Lookups on them hold an id alone. Add their \
         pages for more; the public reference leaves private tables out. A page that only says what a product adds \
         needs the page that it extends: without it the table has no id column and no entity set name.";
    LayersDisagree = "EB0203", Warning, "layers disagree",
        "Two layers of a table say different things about the same relationship, or a table document gives a column \
         another type than its page. The later layer counts: Dataverse, then Dynamics 365, then the product, then \
         documents of your own.";
    UnknownState = "EB0204", Warning, "status of an unknown state",
        "A status names a state that the table's state column does not list. A row cannot have it: each status belongs to \
         one of the states. A state may have been lost from the page, or the status been given the wrong number.";
    UnknownDefault = "EB0205", Warning, "default that is not an option",
        "A column's default, or the status that a state starts with, is none of the options. Code that sets it would \
         write a value that the reference does not know. Add the option, or correct the default (-1 stands for none).";
    MissingPrimaryColumn = "EB0206", Warning, "primary column missing",
        "The table names the column that holds its rows' ids or names, and does not have that column. Generated code \
         then has no field for it. The page may be cut off, the name be misspelled, or an overlay leave it out.";
    SharedSchemaName = "EB0207", Warning, "two columns of one schema name",
        "Two columns of a table have the same schema name and different logical names. Schema names are unique in a \
         table: one of the headings or one of the `LogicalName` rows is probably a slip. Both columns were kept.";
    SharedRelationshipName = "EB0208", Warning, "two relationships of one name",
        "The same relationship name stands for relationships between different tables. Names of relationships are \
         unique in an organization, and cascades are looked up by them. Rename one of them, or correct its tables.";
    UnusualCascade = "EB0209", Note, "unusual cascade",
        "The documentation does not have this cascade for this action, and the platform refuses to set it. It was read \
         all the same. `Delete: NoCascade` is not reported: many relationships of the system have it.";
    SeveralParents = "EB0210", Warning, "several parents",
        "The rows of a custom table would get what happens to the rows of several others, through several columns. The \
         platform allows one parental relationship for each custom table (the targets of one customer or regarding \
         column count as one). A cascade may have been copied from another relationship.";
    DeprecatedTable = "EB0211", Note, "deprecated table",
        "The table's name or description says that it is deprecated: it may go away. Do not build on it, and leave its \
         page out if you need no code for it.";
    LayerTwice = "EB0212", Warning, "two pages of one layer",
        "Two pages describe the same table in the same product: most likely two versions of one page. Both were merged; \
         where they differ, the newer one counts. Take the older one out: what it alone has would stay.";
    NothingToChange = "EB0213", Warning, "nothing to change",
        "A table document adds to a table that no page describes, leaves out an item that no page has, or states \
         something of a relationship that no page has, without saying what it relates. Check the spelling, and whether \
         the page is among the inputs. A document that describes a table of its own has a `PrimaryIdAttribute` or an \
         `EntitySetName`.";
    UntypedColumn = "EB0214", Warning, "column without a type",
        "A table document has a column that no page describes, and does not say its type: generated code has no field \
         for it. Check its name, or add an `AttributeType`.";
    UnknownOptions = "EB0215", Warning, "choice without options",
        "An organization answered with choice columns, and without their options: these come with requests of their own, \
         one for each type of choice, or with `RetrieveMetadataChanges`. Generated code has a number for such a column. \
         The finding names the requests; save what they bring beside the answer.";
    UnnamedNavigation = "EB0216", Warning, "lookup without a navigation property",
        "A lookup of your own is set through its navigation property, whose name no relationship on the column states: \
         generated code cannot set it. Add the relationship with its `ReferencingEntityNavigationPropertyName`, or a \
         solution or an answer of the organization that has it.";
    MissingBase = "EB0217", Warning, "page of additions without its base",
        "A page says what a product adds to a table, and the page of the table itself is not among the inputs: the table \
         has no id column, no entity set name, and lacks most of its columns. The finding says how to get the page.";
    UnknownTarget = "EB0218", Warning, "target that no table is called",
        "A lookup or a relationship in a document of your own leads to a table that the run does not have, that nothing else speaks of, \
         and whose name is close to that of a table. Correct it, or add the table's page.";
    NotAnIdentifier = "EB0219", Warning, "name that cannot stand in an address",
        "The name of an entity set, a column, a navigation property, a message or a parameter stands in addresses of the \
         Web API. There it has only letters, digits and `_`, up to 128 of them, and no digit first. Code is generated all \
         the same; a request that would say the name is an error.";
    UnusableKey = "EB0220", Note, "alternate key without its columns",
        "An alternate key names a column that nothing describes, or one of a type that keys do not have: generated code \
         has no function for it. Check the names under `KeyAttributes`, or add what describes the columns.";
    UnknownColumn = "EB0221", Warning, "column that the table does not have",
        "A relationship or an alternate key in a document of your own names a column that no page and no document \
         describes: most likely a slip. Generated code leaves such a key out, and no lookup has the relationship. Correct \
         the name, or add the column under `Attributes`.";
    NoEntitySet = "EB0222", Warning, "table without an entity set name",
        "A table of your own does not say what it is called in addresses of the Web API, which is never derived: plurals \
         are irregular. Rows can be read from answers, and a request for them is an error. Add `EntitySetName: …`; \
         `earlybound pull` asks an organization for it.";
    NameCollision = "EB0301", Warning, "names collide in Rust",
        "Two items of one scope would get the same Rust name. Both were told apart by what makes them unique; the \
         message says what they are called.";
    NameTaken = "EB0302", Warning, "chosen name that is taken",
        "A name that was chosen for Rust is the name of something else: of another item, which makes way and is called \
         otherwise, or of something that generated code needs. Choose another name, or rename the other item, too.";
    BadSetting = "EB0401", Error, "setting that was not understood",
        "The file of settings (`earlybound.yaml`) has a key or a value that means nothing, or a name or derive that Rust \
         does not take. The message names what to write instead.";
    MatchesNothing = "EB0402", Error, "setting that matches nothing",
        "A selection or a rename names a table or an item that the run does not have. Check its spelling, and whether \
         the page is among the inputs.";
    BadNames = "EB0403", Error, "file of names that was not understood",
        "The file that keeps the names of generated code (`earlybound.lock`) has a line that is none of its lines, as \
         after a merge of two branches. Keep the lines of both branches, and run `earlybound generate`; or delete the \
         file and run `earlybound lock`, which gives all names again.";
    UnusedSettings = "EB0404", Warning, "settings that are not read",
        "A file of settings (`earlybound.yaml`) stands above the inputs or in the current folder, and the run reads no \
         settings: all tables were taken, under their own names. Settings are read from the folders of the inputs, or \
         where the file is an input itself.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_sorted() {
        let codes: Vec<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert!(codes.is_sorted_by(|a, b| a < b), "{codes:?}");
    }
}
