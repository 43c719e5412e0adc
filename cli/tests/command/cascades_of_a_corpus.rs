//! Answers on real pages, held against a plain search over what `earlybound model` says, relationship by relationship.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Place;

/// A relationship, as whichever of its tables says most of it.
#[derive(Clone, Debug, Default)]
struct Relationship {
    referenced: String,
    referencing: String,
    cascades: BTreeMap<String, String>,
}

fn relationships(model: &Value) -> BTreeMap<String, Relationship> {
    let mut all: BTreeMap<String, Relationship> = BTreeMap::new();
    for table in model["Tables"].as_array().unwrap() {
        for (list, own) in
            [("ManyToOneRelationships", "ReferencingEntity"), ("OneToManyRelationships", "ReferencedEntity")]
        {
            for one in table[list].as_array().into_iter().flatten() {
                let side = |key: &str| {
                    let stated = one[key].as_str().map(str::to_owned);
                    stated.unwrap_or_else(|| {
                        if key == own { table["LogicalName"].as_str().unwrap().to_owned() } else { panic!("{one}") }
                    })
                };
                let known = all.entry(one["SchemaName"].as_str().unwrap().to_owned()).or_default();
                (known.referenced, known.referencing) = (side("ReferencedEntity"), side("ReferencingEntity"));
                for (action, effect) in one["CascadeConfiguration"].as_object().into_iter().flatten() {
                    known.cascades.insert(action.clone(), effect.as_str().unwrap().to_owned());
                }
            }
        }
    }
    all
}

fn goes_on(action: &str, effect: &str) -> bool {
    match action {
        "Delete" => effect == "Cascade",
        "Merge" => false,
        _ => ["Cascade", "Active", "UserOwned"].contains(&effect),
    }
}

/// Returns the number of relationships to each table: distances are lowered until none can be.
fn distances(all: &BTreeMap<String, Relationship>, action: &str, start: &str) -> BTreeMap<String, usize> {
    let mut distances = BTreeMap::from([(start.to_owned(), 0)]);
    loop {
        let before = distances.clone();
        for one in all.values() {
            let passes = one.cascades.get(action).is_some_and(|effect| goes_on(action, effect));
            if let (true, Some(&distance)) = (passes, before.get(&one.referenced)) {
                let known = distances.entry(one.referencing.clone()).or_insert(usize::MAX);
                *known = (*known).min(distance + 1);
            }
        }
        if distances == before {
            return distances;
        }
    }
}

#[test]
fn answers_follow_the_pages() {
    let Some(corpus) = std::env::var_os("EARLYBOUND_CORPUS") else {
        eprintln!("skipped: EARLYBOUND_CORPUS names no corpus");
        return;
    };
    let corpus = std::path::PathBuf::from(corpus).join("2019");
    if !corpus.is_dir() {
        return eprintln!("skipped: there is no folder `{}`", corpus.display());
    }
    let corpus = corpus.to_str().unwrap();
    let place = Place::with(&[]);
    let all = relationships(&place.run(&["model", corpus]).json());
    assert!(all.len() > 7_000, "{}", all.len());
    for (action, table, least) in [
        ("Delete", "contact", 400),
        ("Assign", "contact", 150),
        ("Merge", "contact", 40),
        ("Delete", "incident", 150),
        ("Reparent", "incident", 30),
        ("Delete", "businessunit", 50),
    ] {
        let flag = format!("--{}", action.to_lowercase());
        let answer = place.run(&["cascade", &flag, table, corpus, "--format", "json"]).json();
        let distances = distances(&all, action, table);
        let expected: BTreeSet<_> = all
            .iter()
            .filter_map(|(name, one)| {
                let effect = one.cascades.get(action).filter(|effect| *effect != "NoCascade")?;
                Some((name.clone(), one.referencing.clone(), effect.clone(), distances.get(&one.referenced)? + 1))
            })
            .collect();
        assert!(expected.len() >= least, "{action} {table}: {}", expected.len());
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let effects = answer["Effects"].as_array().unwrap();
        let answered: BTreeSet<_> = effects
            .iter()
            .map(|it| {
                let depth = it["Depth"].as_u64().unwrap() as usize;
                (text(&it["Relationship"]), text(&it["Table"]), text(&it["Effect"]), depth)
            })
            .collect();
        assert_eq!(answered, expected, "{action} {table}");
        assert_eq!(effects.len(), expected.len(), "each relationship once");
        for effect in effects {
            let path: Vec<_> =
                effect["Path"].as_array().unwrap().iter().map(|name| &all[name.as_str().unwrap()]).collect();
            assert_eq!((path.len() as u64, path[0].referenced.as_str()), (effect["Depth"].as_u64().unwrap(), table));
            assert!(path.windows(2).all(|pair| pair[0].referencing == pair[1].referenced), "{effect}");
            assert_eq!(effect["Path"].as_array().unwrap().last(), Some(&effect["Relationship"]));
        }
    }
}
