//! Reaches in a folder of real pages, held against a recomputation by brute force from the text of the pages, which
//! shares no code with the reader.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use earlybound::CascadeAction;
use earlybound_reader::reference::Reference;

/// A relationship as a page states it: referenced table, referencing table, and cascades as they are written.
#[derive(Clone, Debug, Default)]
struct Relationship {
    referenced: String,
    referencing: String,
    cascade: BTreeMap<String, String>,
}

#[derive(Default)]
struct Pages {
    tables: BTreeSet<String>,
    user_owned: BTreeSet<String>,
    /// Tables whose rows no user or team owns.
    unowned: BTreeSet<String>,
    relationships: BTreeMap<String, Relationship>,
}

impl Pages {
    fn read(folder: &PathBuf) -> Self {
        let mut pages = Self::default();
        for entry in std::fs::read_dir(folder).unwrap() {
            pages.page(&std::fs::read_to_string(entry.unwrap().path()).unwrap());
        }
        pages
    }

    /// The layout of 2019: the one-to-many side says the other table and the cascades, the many-to-one side says the
    /// other table in a sentence (`See account Entity …`).
    fn page(&mut self, text: &str) {
        let (mut section, mut name, mut table) = ("", "", "");
        for line in text.lines() {
            let cell = |key: &str| line.strip_prefix(&format!("|{key}|"))?.strip_suffix('|');
            if let Some(heading) = line.strip_prefix("## ") {
                section = heading.trim();
            } else if let Some(heading) = line.strip_prefix("### ") {
                name = heading.rsplit("</a>").next().unwrap().trim();
            }
            match section {
                "Entity Properties" => {
                    if let Some(logical_name) = cell("LogicalName") {
                        table = logical_name;
                        self.tables.insert(table.to_owned());
                    } else if let Some(ownership) = cell("OwnershipType") {
                        let tables = if ownership == "UserOwned" { &mut self.user_owned } else { &mut self.unowned };
                        tables.insert(table.to_owned());
                    }
                }
                "One-To-Many Relationships" if !name.is_empty() => {
                    if let Some(referencing) = cell("ReferencingEntity") {
                        let relationship = self.relationships.entry(name.to_owned()).or_default();
                        (relationship.referenced, relationship.referencing) =
                            (table.to_owned(), referencing.to_owned());
                    } else if let Some(cascades) = cell("CascadeConfiguration") {
                        let pairs = cascades.split("<br />").filter_map(|item| item.split_once(':'));
                        let pairs = pairs.map(|(action, effect)| (action.trim().to_owned(), effect.trim().to_owned()));
                        self.relationships.entry(name.to_owned()).or_default().cascade.extend(pairs);
                    }
                }
                "Many-To-One Relationships" => {
                    if let Some((referenced, _)) =
                        line.strip_prefix("See ").and_then(|rest| rest.split_once(" Entity "))
                    {
                        let relationship = self.relationships.entry(name.to_owned()).or_default();
                        (relationship.referenced, relationship.referencing) = (referenced.to_owned(), table.to_owned());
                    }
                }
                _ => {}
            }
        }
    }

    /// Returns whether an action does something to rows of a table: only rows with an owner are assigned, shared and
    /// reparented.
    fn undergoes(&self, table: &str, action: &str) -> bool {
        matches!(action, "Delete" | "Merge") || !self.unowned.contains(table)
    }

    /// The best way to each table, by going over all relationships until nothing gets better: the shortest, and of
    /// those the first by name.
    fn ways<'p>(&'p self, action: &str, start: &'p str) -> BTreeMap<&'p str, Vec<&'p str>> {
        let goes_on = match action {
            "Delete" => &["Cascade"][..],
            "Merge" => &[],
            _ => &["Cascade", "Active", "UserOwned"],
        };
        let passing: Vec<_> = self
            .relationships
            .iter()
            .filter(|(_, it)| it.cascade.get(action).is_some_and(|effect| goes_on.contains(&effect.as_str())))
            .filter(|(_, it)| self.undergoes(&it.referencing, action))
            .collect();
        let mut ways = BTreeMap::from([(start, Vec::new())]);
        loop {
            let mut better = false;
            for (name, relationship) in &passing {
                let Some(way) = ways.get(relationship.referenced.as_str()) else { continue };
                let way: Vec<&str> = way.iter().copied().chain([name.as_str()]).collect();
                let known = ways.get(relationship.referencing.as_str());
                if known.is_none_or(|known| (way.len(), &way) < (known.len(), known)) {
                    ways.insert(&relationship.referencing, way);
                    better = true;
                }
            }
            if !better {
                return ways;
            }
        }
    }
}

#[test]
fn reaches_are_what_the_pages_say() {
    let Some(corpus) = std::env::var_os("EARLYBOUND_CORPUS") else {
        println!("skipped: EARLYBOUND_CORPUS does not name a folder of real pages");
        return;
    };
    let folder = PathBuf::from(corpus).join("2019");
    if !folder.is_dir() {
        return println!("skipped: there is no folder `{}`", folder.display());
    }
    let pages = Pages::read(&folder);
    let reference = Reference::read(&[&folder]);
    let graph = reference.schema.cascade_graph();
    let stated = pages.relationships.values().filter(|it| !it.cascade.is_empty()).count();
    println!("{} tables, {} relationships, {stated} with cascades", pages.tables.len(), pages.relationships.len());
    assert_eq!(graph.edges().count(), pages.relationships.len());

    let named = ["account", "contact", "incident", "systemuser"].into_iter();
    let starts: BTreeSet<&str> = named.chain(pages.user_owned.iter().map(String::as_str)).collect();
    assert!(starts.len() > 100, "{}", starts.len());
    let (mut effects, mut deepest) = (0, 0);
    for start in starts {
        for action in ["Assign", "Delete", "Merge", "Reparent", "Share", "Unshare"] {
            let ways = pages.ways(action, start);
            let (mut expected, mut unstated, mut unknown) = (BTreeMap::new(), BTreeSet::new(), BTreeSet::from([start]));
            for (name, relationship) in &pages.relationships {
                let Some(way) = ways.get(relationship.referenced.as_str()) else { continue };
                if !pages.undergoes(&relationship.referencing, action) {
                    continue;
                }
                match relationship.cascade.get(action).map(String::as_str) {
                    None => _ = unstated.insert(name.as_str()),
                    Some("NoCascade") => {}
                    Some(effect) => {
                        let path: Vec<&str> = way.iter().copied().chain([name.as_str()]).collect();
                        unknown.insert(&relationship.referencing);
                        expected.insert(name.as_str(), (relationship.referencing.as_str(), effect, path.len(), path));
                    }
                }
            }
            unknown.retain(|table| !pages.tables.contains(*table));

            let action: CascadeAction = action.parse().unwrap();
            let reach = graph.reach(action, start);
            let actual: BTreeMap<_, _> = reach
                .effects
                .iter()
                .map(|it| (it.relationship.schema_name, (it.table(), it.cascade.as_str(), it.depth, reach.path(it))))
                .collect();
            assert_eq!(actual, expected, "{action} {start}");
            assert_eq!(actual.len(), reach.effects.len(), "{action} {start}: one effect for each relationship");
            let names: BTreeSet<_> = reach.unstated.iter().map(|it| it.schema_name).collect();
            assert_eq!(names, unstated, "{action} {start}");
            assert!(reach.unknown_tables.iter().eq(&unknown), "{action} {start}");
            effects += actual.len();
            deepest = deepest.max(reach.effects.last().map_or(0, |it| it.depth));
        }
    }
    println!("{effects} effects, at most {deepest} relationships away");
    assert!(effects > 10_000, "the pages were read");
}
