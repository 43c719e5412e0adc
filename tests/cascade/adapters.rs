//! The static answers are the same for pages that were read and for code that was generated from them.

use earlybound::cascade::{Edge, Outcome};
use earlybound::metadata::RelationshipBehavior;
use earlybound::{CascadeAction, CascadeType};
use earlybound_generated::{SCHEMA, account, contact};
use earlybound_reader::reference::Reference;

#[test]
fn generated_code_has_the_relationships_of_the_pages() {
    let reference = Reference::read(&[concat!(env!("CARGO_MANIFEST_DIR"), "/schema/reference")]);
    let (read, generated) = (reference.schema.cascade_graph(), SCHEMA.cascade_graph());
    assert!(read.tables().eq(generated.tables()));
    let (read, generated): (Vec<&Edge<'_>>, Vec<&Edge<'_>>) = (read.edges().collect(), generated.edges().collect());
    assert_eq!(read, generated);
    assert!(read.len() > 400, "{}", read.len());
}

#[test]
fn a_reach_of_generated_metadata_goes_through_several_tables() {
    let reach = SCHEMA.reach(CascadeAction::Delete, "account");
    let deeper = reach.effects.iter().find(|effect| effect.relationship.schema_name == "contact_activity_parties");
    assert_eq!(deeper, None, "its page says NoCascade");
    let tasks = reach.effects.iter().find(|effect| effect.relationship.schema_name == "Contact_Tasks").unwrap();
    assert_eq!((tasks.table(), tasks.outcome, tasks.depth), ("task", Some(Outcome::Deleted), 2));
    assert_eq!(reach.path(tasks), ["contact_customer_accounts", "Contact_Tasks"]);
    let merge = SCHEMA.reach(CascadeAction::Merge, "account");
    assert!(merge.effects.iter().all(|effect| effect.depth == 1), "merging does not go on");
}

#[test]
fn relationships_of_a_table_are_listed_by_action_and_by_class() {
    let all = account::TABLE.one_to_many.len();
    let deleting: Vec<_> = account::TABLE.cascading(CascadeAction::Delete).collect();
    assert!(deleting.iter().all(|(_, cascade)| *cascade != CascadeType::NoCascade));
    assert!((1..all).contains(&deleting.len()));
    assert!(
        deleting
            .iter()
            .any(|(it, cascade)| { it.schema_name == "contact_customer_accounts" && *cascade == CascadeType::Cascade })
    );
    let mut parental = account::TABLE.behaving(RelationshipBehavior::Parental).map(|it| it.schema_name);
    assert!(parental.any(|name| name == "contact_customer_accounts"));
    let mut referential = account::TABLE.behaving(RelationshipBehavior::Referential).map(|it| it.schema_name);
    assert!(!referential.any(|name| name == "contact_customer_accounts"));
    let class = contact::many_to_one::CONTACT_CUSTOMER_ACCOUNTS.behavior();
    assert_eq!(class, Some(RelationshipBehavior::Parental));
}
