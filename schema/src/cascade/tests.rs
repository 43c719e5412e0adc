use super::*;
use crate::OwnershipType;
use CascadeType::{Active, Cascade, NoCascade, RemoveLink, Restrict, UserOwned};

fn all(effect: CascadeType) -> CascadeConfiguration {
    let mut cascade = CascadeConfiguration::UNKNOWN;
    for action in CascadeAction::ALL {
        cascade.set(*action, effect);
    }
    cascade
}

/// `child -> parent` under a name, with the same effect for every action.
fn side<'a>(schema_name: &'a str, referenced: &'a str, referencing: &'a str, effect: CascadeType) -> Side<'a> {
    let (referenced, referencing) = (Some(referenced), Some(referencing));
    Side { schema_name, referenced, referencing, column: None, cascade: all(effect) }
}

fn names(reach: &Reach<'_>) -> Vec<String> {
    reach.effects.iter().map(|effect| format!("{} {}", effect.depth, reach.path(effect).join("/"))).collect()
}

#[test]
fn what_each_action_goes_through() {
    let chain = [side("one", "a", "b", Cascade), side("two", "b", "c", Cascade)];
    for (first, action, depth) in [
        (Cascade, CascadeAction::Delete, 2),
        (Active, CascadeAction::Delete, 1),
        (UserOwned, CascadeAction::Delete, 1),
        (RemoveLink, CascadeAction::Delete, 1),
        (Restrict, CascadeAction::Delete, 1),
        (NoCascade, CascadeAction::Delete, 0),
        (Cascade, CascadeAction::Assign, 2),
        (Active, CascadeAction::Share, 2),
        (UserOwned, CascadeAction::Unshare, 2),
        (Active, CascadeAction::Reparent, 2),
        (Restrict, CascadeAction::Assign, 1),
        (Cascade, CascadeAction::Merge, 1),
        (Cascade, CascadeAction::Archive, 1),
        (Cascade, CascadeAction::RollupView, 1),
    ] {
        let mut sides = chain;
        sides[0].cascade = all(first);
        let graph = Graph::new([], sides);
        assert_eq!(graph.reach(action, "a").effects.len(), depth, "{action} through {first}");
    }
}

#[test]
fn both_sides_of_a_relationship_are_one() {
    let one = Side { cascade: CascadeConfiguration::UNKNOWN, ..side("one", "a", "b", Cascade) };
    let many = Side { column: Some("aid"), ..side("one", "a", "b", Restrict) };
    let graph = Graph::new(["a", "b"], [one, many]);
    let reach = graph.reach(CascadeAction::Delete, "a");
    let [effect] = reach.effects.as_slice() else { panic!("{reach:?}") };
    assert_eq!((effect.cascade, effect.relationship.column), (Restrict, Some("aid")));
    assert!(reach.is_complete());
}

#[test]
fn the_shortest_way_counts_and_then_the_first_name() {
    let graph = Graph::new(
        [],
        [
            side("z", "a", "b", Cascade),
            side("y", "a", "c", Cascade),
            side("m", "b", "d", Cascade),
            side("n", "c", "d", Cascade),
            side("o", "d", "e", Cascade),
            side("x", "a", "f", Cascade),
            side("w", "f", "g", Cascade),
            side("v", "g", "d", RemoveLink),
        ],
    );
    let reach = graph.reach(CascadeAction::Delete, "a");
    assert_eq!(names(&reach), ["1 x", "1 y", "1 z", "2 x/w", "2 y/n", "2 z/m", "3 x/w/v", "3 y/n/o"]);
    assert_eq!(reach.tables(Outcome::Deleted), ["b", "c", "d", "e", "f", "g"].into());
    assert_eq!(reach.tables(Outcome::Unlinked), ["d"].into());
}

#[test]
fn cycles_are_named_and_end() {
    let graph = Graph::new(
        [],
        [
            side("self", "a", "a", Cascade),
            side("there", "b", "c", Cascade),
            side("back", "c", "b", Cascade),
            side("also_back", "c", "b", Cascade),
            side("to_b", "a", "b", Cascade),
            side("no_cycle", "c", "a", RemoveLink),
            side("out", "c", "d", Cascade),
        ],
    );
    let reach = graph.reach(CascadeAction::Delete, "a");
    assert_eq!(reach.effects.len(), 7);
    let [own, pair] = &reach.cycles()[..] else { panic!("{:?}", reach.cycles()) };
    assert_eq!((&own.tables[..], &own.relationships[..]), (&["a"][..], &["self"][..]));
    assert!(own.is_self_reference());
    assert_eq!((&pair.tables[..], &pair.relationships[..]), (&["b", "c"][..], &["also_back", "back", "there"][..]));
}

#[test]
fn what_nobody_said_is_named() {
    let unstated = Side { cascade: CascadeConfiguration::UNKNOWN, ..side("unstated", "b", "c", Cascade) };
    let far = Side { cascade: CascadeConfiguration::UNKNOWN, ..side("not_reached", "x", "y", Cascade) };
    let nowhere = Side { referencing: None, ..side("nowhere", "a", "", Cascade) };
    let elsewhere = Side { referencing: None, ..side("elsewhere", "x", "", Cascade) };
    let graph = Graph::new(["a"], [side("one", "a", "b", Cascade), unstated, far, nowhere, elsewhere]);
    let reach = graph.reach(CascadeAction::Assign, "a");
    assert_eq!(names(&reach), ["1 one"]);
    assert_eq!(reach.unstated.iter().map(|it| it.schema_name).collect::<Vec<_>>(), ["unstated"]);
    assert_eq!((&reach.unknown_tables[..], &reach.unplaced[..]), (&["b"][..], &["nowhere"][..]));
    assert!(!reach.is_complete());
    assert_eq!(graph.reach(CascadeAction::Assign, "z").unknown_tables, ["z"]);
}

#[test]
fn a_side_that_names_both_tables_places_the_relationship() {
    let nowhere = Side { referencing: None, ..side("one", "a", "", Cascade) };
    let graph = Graph::new([], [nowhere, side("one", "a", "b", Cascade)]);
    assert_eq!((graph.unplaced().count(), graph.edges().count()), (0, 1));
}

#[test]
fn a_long_chain_needs_no_stack() {
    let tables: Vec<String> = (0..20_000).map(|number| format!("t{number:06}")).collect();
    let sides = tables.windows(2).map(|pair| side(&pair[1], &pair[0], &pair[1], Cascade));
    let closing = side("closing", "t019999", "t000000", Cascade);
    let graph = Graph::new([], sides.chain([closing]));
    let reach = graph.reach(CascadeAction::Delete, "t000000");
    assert_eq!(reach.path(reach.effects.last().unwrap()).len(), 20_000);
    assert_eq!(reach.cycles().first().map(|cycle| cycle.tables.len()), Some(20_000));
}

#[test]
fn four_tables_can_be_merged() {
    let tables = ["account", "contact", "incident", "lead", "opportunity", "accounts"];
    assert_eq!(tables.map(can_merge), [true, true, true, true, false, false]);
}

#[test]
fn rows_without_an_owner_are_not_assigned_shared_and_reparented() {
    let table = |name, ownership, many_to_one: Vec<Side<'static>>| TableSides {
        name,
        complete: true,
        ownership,
        many_to_one,
        one_to_many: Vec::new(),
    };
    let tables = || {
        [
            table("region", Some(OwnershipType::UserOwned), vec![]),
            table("squad", Some(OwnershipType::BusinessOwned), vec![side("region_squad", "region", "squad", Cascade)]),
            table("tag", Some(OwnershipType::OrganizationOwned), vec![side("squad_tag", "squad", "tag", Cascade)]),
            table("visit", None, vec![side("region_visit", "region", "visit", Cascade)]),
        ]
    };
    let graph = Graph::of_tables(tables());
    for action in [CascadeAction::Assign, CascadeAction::Share, CascadeAction::Unshare, CascadeAction::Reparent] {
        assert_eq!(names(&graph.reach(action, "region")), ["1 region_visit"], "{action}");
        assert_eq!(names(&graph.reach(action, "squad")), [""; 0], "{action}");
    }
    for action in [CascadeAction::Delete, CascadeAction::Merge, CascadeAction::Archive] {
        assert!(names(&graph.reach(action, "region")).contains(&"1 region_squad".to_owned()), "{action}");
    }
    assert_eq!(names(&graph.reach(CascadeAction::Delete, "region")).len(), 3);
}
