//! The facts that a program reads from generated files: their literals, as the compiler sees them, through the library.

use std::collections::BTreeMap;

use earlybound::__private::OptionList;
use earlybound::metadata::{ColumnType, LazyTable, OptionMetadata, TableMetadata};
use earlybound_codegen::Files;
use proc_macro2::{TokenStream, TokenTree};
use syn::LitStr;

/// The metadata of each table that the files hold, by logical name.
pub(crate) fn tables(files: &Files) -> BTreeMap<String, TableMetadata> {
    let modules: BTreeMap<&str, Vec<String>> =
        files.iter().map(|(name, text)| (name.as_str(), words(text.parse().unwrap()))).collect();
    let shared = modules.get("shared.rs").map(|words| choices(words)).unwrap_or_default();
    modules.values().filter_map(|words| table(words, &shared)).collect()
}

/// The words of a file without its groups: where they begin and end is a word of its own.
fn words(tokens: TokenStream) -> Vec<String> {
    tokens
        .into_iter()
        .flat_map(|token| match token {
            TokenTree::Group(group) => {
                let mut inside = vec!["(".to_owned()];
                inside.extend(words(group.stream()));
                inside.push(")".to_owned());
                inside
            }
            token => vec![token.to_string()],
        })
        .collect()
}

fn literal(word: &str) -> &'static str {
    syn::parse_str::<LitStr>(word).unwrap().value().leak()
}

/// Returns the words behind some words that stand after each other.
fn behind<'w>(words: &'w [String], sought: &[&str]) -> Vec<&'w [String]> {
    let starts = (0..words.len())
        .filter(|start| words[*start..].iter().zip(sought).filter(|(a, b)| a == b).count() == sought.len());
    starts.map(|start| &words[start + sought.len()..]).collect()
}

/// The options of each choice that a file declares, by the name of its enum: `choice!(Name { … } "…")`.
fn choices(words: &[String]) -> BTreeMap<String, &'static [OptionMetadata]> {
    let options = |words: &[String]| {
        let end = words.iter().position(|word| word == ")").unwrap();
        let text: &'static str = literal(&words[end + 1]);
        let list: &'static OptionList = Box::leak(Box::new(OptionList::new(text)));
        (words[0].clone(), list.get())
    };
    behind(words, &["choice", "!", "("]).into_iter().map(options).collect()
}

/// The names that types have in the shared module: `pub use super::shared::{Name, Other as Alias};`, without braces for one.
fn aliases(words: &[String]) -> BTreeMap<&str, &str> {
    let Some(list) = behind(words, &["use", "super", ":", ":", "shared", ":", ":"]).into_iter().next() else {
        return BTreeMap::new();
    };
    let end = list.iter().position(|word| word == ";").unwrap();
    let names = list[..end].split(|word| ["(", ",", ")"].contains(&word.as_str())).filter(|names| !names.is_empty());
    names.map(|names| (names.last().unwrap().as_str(), names[0].as_str())).collect()
}

/// The table of a file, unless it declares none.
fn table(words: &[String], shared: &BTreeMap<String, &'static [OptionMetadata]>) -> Option<(String, TableMetadata)> {
    let declared = behind(words, &["=", "LazyTable", ":", ":", "new", "("]).into_iter().next()?;
    let text = |name| literal(&behind(words, &["const", name, ":", "&", "str", "="]).into_iter().next().unwrap()[0]);
    let name = literal(&declared[0]);
    let read: &'static LazyTable = Box::leak(Box::new(LazyTable::new(name, [text("FACTS"), text("WIRE")], &[])));
    let (own, aliases) = (choices(words), aliases(words));
    let mut columns = read.columns.to_vec();
    // `("column", Choice::options),` for each choice column.
    let end = declared.windows(2).position(|words| words == [")", ";"]).unwrap();
    for entry in
        declared[..end].windows(6).filter(|entry| entry[0] == "(" && entry[2] == "," && entry[1].starts_with('"'))
    {
        let column = columns.iter_mut().find(|column| column.logical_name == literal(&entry[1])).unwrap();
        let choice = entry[3].as_str();
        let given = own.get(choice).or_else(|| shared.get(*aliases.get(choice)?)).unwrap();
        match &mut column.column_type {
            ColumnType::MultiSelectPicklist { options, .. }
            | ColumnType::Picklist { options, .. }
            | ColumnType::State { options, .. }
            | ColumnType::Status { options, .. } => *options = given,
            _ => panic!("{} is no choice", column.logical_name),
        }
    }
    Some((name.to_owned(), TableMetadata { columns: columns.leak(), ..**read }))
}
