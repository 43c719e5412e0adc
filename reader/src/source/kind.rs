//! The kind of a file, by its name.

use std::path::Path;

/// The kind of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// A page of the reference, in markdown.
    Page,
    /// Table documents, in YAML or JSON.
    Tables,
    /// The settings of the project, `earlybound.yaml`.
    Project,
    /// A table of contents, `toc.yml`.
    Contents,
    /// A part of a solution, in YAML.
    Solution,
    /// XML: a part of a solution, or the metadata of a service. Which it is stands in the text.
    Xml,
    /// The names of generated code that are kept, `earlybound.lock`.
    Names,
}

impl SourceKind {
    /// The kind of a file by its name, which may have folders before it; anything but YAML, JSON
    /// and XML is a page.
    pub fn of(name: &str) -> Self {
        if is_solution_yaml(name) {
            return Self::Solution;
        }
        let file = name.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
        match file.as_str() {
            file if PROJECT_NAMES.contains(&file) => return Self::Project,
            CONTENTS_NAME => return Self::Contents,
            NAMES_NAME => return Self::Names,
            _ => {}
        }
        match file.rsplit('.').next().unwrap_or_default() {
            "yaml" | "yml" | "json" => Self::Tables,
            "xml" | "csdl" | "edmx" => Self::Xml,
            _ => Self::Page,
        }
    }
}

/// Returns whether a file of a folder is read: a page, or a YAML or JSON file that calls itself a table document. A
/// file that is named on its own is read whatever its name.
pub(super) fn is_input(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    name.ends_with(".md")
        || METADATA_NAMES.contains(&name.as_str())
        || METADATA_ENDINGS.iter().any(|ending| name.ends_with(ending))
        || is_solution_input(&display_name(path))
        || PROJECT_NAMES.contains(&name.as_str())
        || name == NAMES_NAME
        || TABLE_ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// The names of the file of settings.
const PROJECT_NAMES: [&str; 2] = ["earlybound.yaml", "earlybound.yml"];

/// The name of the file of names.
const NAMES_NAME: &str = "earlybound.lock";

/// The name of a table of contents.
const CONTENTS_NAME: &str = "toc.yml";

/// The endings of the names of table documents.
const TABLE_ENDINGS: [&str; 3] = [".table.yaml", ".table.yml", ".table.json"];

/// The names under which the metadata of a service is saved.
const METADATA_NAMES: [&str; 2] = ["$metadata.xml", "metadata.xml"];

/// The endings of other such names.
const METADATA_ENDINGS: [&str; 3] = [".csdl", ".csdl.xml", ".edmx"];

/// Returns whether a file is one of the YAML files that the platform's git integration writes.
fn is_solution_yaml(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let mut folders = name.rsplit('/');
    let (file, folder) = (folders.next().unwrap_or_default(), folders.next().unwrap_or_default());
    let above = folders.next().unwrap_or_default();
    match (above, folder, file) {
        ("entities", _, "entity.yml") | ("optionsets", _, "optionset.yml") | ("solutions", _, "solution.yml") => true,
        (_, "attributes" | "entityrelationships", file) => file.ends_with(".yml"),
        _ => false,
    }
}

/// Returns whether a file of a folder is a part of a solution that says something about tables. Most say nothing of
/// that kind.
pub(super) fn is_solution_input(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let mut folders = name.rsplit('/');
    let (file, folder) = (folders.next().unwrap_or_default(), folders.next().unwrap_or_default());
    let above = folders.next().unwrap_or_default();
    match (above, folder, file) {
        ("entities", _, "entity.xml") => true,
        ("other", "relationships", file) | (_, "optionsets", file) if file.ends_with(".xml") => true,
        (_, _, "customizations.xml" | "solution.xml" | "customapi.xml") => true,
        (_, _, "customapirequestparameter.xml" | "customapiresponseproperty.xml") => true,
        _ => is_solution_yaml(&name),
    }
}

/// A path as it is shown, with `/` between its parts.
pub(super) fn display_name(path: &Path) -> String {
    let name = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { name.into_owned() } else { name.replace(std::path::MAIN_SEPARATOR, "/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_case_of_a_file_name_does_not_matter() {
        for (name, kind) in [
            ("a/Earlybound.yaml", SourceKind::Project),
            ("EARLYBOUND.YML", SourceKind::Project),
            ("Toc.yml", SourceKind::Contents),
            ("Account.Table.YAML", SourceKind::Tables),
            ("account.MD", SourceKind::Page),
            ("Entities/A/Entity.XML", SourceKind::Xml),
            ("$Metadata.CSDL", SourceKind::Xml),
            ("entities/a/Entity.yml", SourceKind::Solution),
        ] {
            assert_eq!(SourceKind::of(name), kind, "{name}");
        }
    }
}
