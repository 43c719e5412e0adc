use super::Place;

const DOCUMENT: &str = "\
Tables:
- LogicalName: color
  EntitySetName: colors
  Messages:
  - Name: Mix
  - Name: Fade
Messages:
- Name: Mix
  Kind: Action
  Description: Mixes a color into another.
  BoundTo: [{ Table: color, Binding: Entity }]
  Parameters:
  - { Name: With, Type: mscrm.color, Description: What is mixed in. }
  - { Name: Share, Type: Edm.Decimal, Optional: true }
  Returns: mscrm.MixResponse
- Name: Dry
  Kind: Function
  BoundTo: []
ComplexTypes:
- Name: MixResponse
  Properties:
  - { Name: Hue, Type: Edm.Int32, Optional: true }
";

/// A message below its table, as the book writes it.
#[test]
fn a_message_below_its_table_has_a_signature() {
    let text = "LogicalName: account\nMessages:\n  - Name: new_Greet\n    Kind: Action\n    Binding: Entity\n    \
                Parameters:\n      - { Name: Words, Type: String }\n    Returns: [{ Name: Answer, Type: Integer }]\n";
    let run = Place::with(&[("a.table.yaml", text)]).run(&["messages", "new_Greet", "a.table.yaml"]);
    let expected = "\
new_Greet (action)

Called on: a row of account
Listed by: account

Parameters:
  Words: String

Returns: mscrm.new_GreetResponse

Properties of the answer:
  Answer: Integer

Sources: a.table.yaml
";
    assert_eq!(run.stdout, expected, "{run:?}");
}

#[test]
fn a_path_is_no_name() {
    let run = place().run(&["messages", "pages"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.stderr.contains("earlybound messages '*' pages"), "{run:?}");
}

fn place() -> Place {
    Place::with(&[("pages/color.table.yaml", DOCUMENT)])
}

#[test]
fn messages_are_listed_by_name() {
    let run = place().run(&["messages", "*", "pages"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    let expected = "\
function Dry()
message Fade (signature unknown; listed by color)
action Mix(With: mscrm.color, Share?: Edm.Decimal) -> mscrm.MixResponse
";
    assert_eq!(run.stdout, expected);
}

#[test]
fn a_message_is_described() {
    let run = place().run(&["messages", "Mix", "pages"]);
    for part in [
        "Mix (action)\n",
        "Mixes a color into another.",
        "Called on: a row of color\n",
        "Listed by: color\n",
        "  With: mscrm.color  What is mixed in.\n",
        "Returns: mscrm.MixResponse\n",
        "  Hue?: Edm.Int32",
        "Sources: color.table.yaml\n",
    ] {
        assert!(run.stdout.contains(part), "{part} in {}", run.stdout);
    }
}

#[test]
fn a_misspelled_name_is_an_error() {
    let run = place().run(&["messages", "Mixx", "pages"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stderr.contains("did you mean `Mix`?"), "{run:?}");
}
