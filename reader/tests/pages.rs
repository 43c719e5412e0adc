//! Pages with something wrong on them: each is read as far as it goes, and says what is wrong, where, and what to do.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use earlybound_reader::diagnostic::{Diagnostics, render_text};
use earlybound_reader::model::{Document, Section};
use earlybound_reader::parse::parse;
use earlybound_reader::source::Sources;
use earlybound_schema::cascade::{CascadeAction, CascadeType};
use earlybound_schema::{AttributeType, HttpMethod, MessageKind};

struct Read {
    document: Option<Document>,
    sources: Sources,
    diagnostics: Diagnostics,
}

fn read(text: &str) -> Read {
    let mut sources = Sources::default();
    sources.add("page.md", text);
    let mut diagnostics = Diagnostics::default();
    let document = parse(&sources, &mut diagnostics).pop();
    Read { document, sources, diagnostics }
}

impl Read {
    /// Each finding that has a place, as `CODE line:column`.
    fn findings(&self) -> Vec<String> {
        let show = |diagnostic: &earlybound_reader::diagnostic::Diagnostic| {
            let origin = diagnostic.origin?;
            let (line, column) = self.sources.get(origin.source).unwrap().line_column(origin.span.start);
            Some(format!("{} {line}:{column}", diagnostic.code.as_str()))
        };
        self.diagnostics.iter().filter_map(show).collect()
    }

    fn text(&self) -> String {
        render_text(&self.diagnostics, &self.sources, false)
    }

    fn document(self) -> Document {
        self.document.unwrap()
    }
}

const HEAD: &str = "\
# Color (new_Color) table/entity reference (Contoso)

## Properties

|Property|Value|
|---|---|
|LogicalName|`new_color`|

";

/// A page with one column, whose property table holds these rows.
fn column(rows: &str) -> String {
    format!(
        "{HEAD}## Writable columns/attributes\n\n### <a name=\"BKMK_new_Name\"></a> new_Name\n\n|Property|Value|\n|---|---|\n{rows}"
    )
}

#[test]
fn an_empty_page_is_skipped_with_a_note() {
    for text in ["", "\n\n", "# Deprecated entities\n\nNothing.\n"] {
        let read = read(text);
        assert_eq!(read.document, None);
        assert_eq!(read.findings(), ["EB0101 1:1"], "{text:?}");
        assert!(read.text().contains("error[EB0003]: none of the files describes a table"), "{}", read.text());
    }
}

#[test]
fn a_page_cut_inside_a_row_is_read_as_far_as_it_goes() {
    let read = read(&column("|LogicalName|`new_name`|\n|RequiredLevel|None|\n|Type|Str"));
    assert_eq!(read.findings(), ["EB0108 17:1", "EB0106 17:7"]);
    assert!(read.text().contains("17 | |Type|Str"), "{}", read.text());
    let column = &read.document().attributes[0];
    assert_eq!(column.logical_name, "new_name");
    assert_eq!(column.other["Type"], "Str");
}

#[test]
fn a_row_broken_over_lines_is_one_row() {
    let read = read(&column("|Description|The name of\nthe color.\n|\n|Type|String|\n"));
    let column = &read.document().attributes[0];
    assert_eq!(column.description.as_deref(), Some("The name of the color."));
    assert_eq!(column.attribute_type, Some(AttributeType::String));
}

#[test]
fn a_text_of_several_lines_is_one_value() {
    let read = read(&column("|Description|Made so: \n0: Cold\n1: Warm\n2: Hot |\n|LogicalName|a|\n|Type|String|\n"));
    assert_eq!(read.findings(), [""; 0], "{}", read.text());
    let column = &read.document().attributes[0];
    assert_eq!(column.description.as_deref(), Some("Made so: 0: Cold 1: Warm 2: Hot"));
    assert_eq!(column.attribute_type, Some(AttributeType::String), "what follows is read");
}

#[test]
fn an_anchor_may_have_any_name() {
    let text = column("|LogicalName|a|\n|Type|String|\n").replace("BKMK_", "");
    let read = read(&text);
    assert_eq!(read.findings(), [""; 0], "{}", read.text());
    assert_eq!(read.document().attributes.len(), 1);
}

#[test]
fn pages_beside_the_reference_are_skipped_with_a_note() {
    for text in [
        // About the reference: titled and divided like its pages.
        "# About the Color Entity Reference\n\n## Messages\n\nThis is how.\n\n## Properties\n\nThese are few.\n",
        // An object with properties of another kind.
        "# Palette (Client API reference)\n\n## Properties\n\n|Name|Description|\n|--|--|\n|data|All of it.|\n\n## Methods\n\n- getData\n",
    ] {
        let read = read(text);
        assert_eq!(read.findings(), ["EB0101 1:1"], "{}", read.text());
        assert!(read.document.is_none());
    }
}

#[test]
fn a_table_under_no_item_is_reported_row_by_row() {
    let read = read(&format!("{HEAD}## Writable columns/attributes\n\n|Property|Value|\n|---|---|\n|Type|String|\n"));
    assert_eq!(read.findings(), ["EB0107 13:2"]);
    assert!(read.document().attributes.is_empty());
}

#[test]
fn two_items_of_one_name_are_both_kept() {
    let item = "### <a name=\"BKMK_a\"></a> a\n\n|Property|Value|\n|---|---|\n|Type|String|\n\n";
    let read = read(&format!("{HEAD}## Writable columns/attributes\n\n{item}{item}"));
    assert_eq!(read.findings(), ["EB0109 17:27"]);
    assert!(read.text().contains("the first one"), "{}", read.text());
    assert_eq!(read.document().attributes.len(), 2);
}

#[test]
fn a_value_that_does_not_fit_is_kept_and_reported() {
    let read = read(&column("|MaxLength|many|\n|MaxValue|1E-12|\n|RequiredLevel|Sometimes|\n"));
    assert_eq!(read.findings(), ["EB0106 15:12", "EB0106 17:16"]);
    let column = &read.document().attributes[0];
    assert_eq!(column.other["MaxLength"], "many");
    assert_eq!(column.max_value, "0.000000000001".parse().ok());
}

#[test]
fn an_option_without_a_number_is_kept_and_reported() {
    let options =
        "\n#### new_Name Choices/Options\n\n|Value|Label|\n|---|---|\n|one|**One**|\n|2|**Two**|\n|2|**Zwei**|\n";
    let read = read(&column(&format!("|Type|Picklist|\n{options}")));
    assert_eq!(read.findings(), ["EB0106 21:2", "EB0109 23:2"]);
    let column = &read.document().attributes[0];
    assert_eq!(column.other["Option one"], "**One**");
    assert_eq!(column.option_set.as_ref().unwrap().options.len(), 2);
}

#[test]
fn unknown_keys_are_kept_and_a_near_one_is_named() {
    let read = read(&column("|MaxLenght|10|\n"));
    assert_eq!(read.findings(), ["EB0105 15:2"]);
    assert!(read.text().contains("did you mean `MaxLength`?"), "{}", read.text());
    assert_eq!(read.document().attributes[0].other["MaxLenght"], "10");
}

#[test]
fn an_unknown_section_is_reported() {
    let read = read(&format!("{HEAD}## Writeable columns\n\n|Property|Value|\n|---|---|\n|Type|String|\n"));
    assert_eq!(read.findings(), ["EB0104 9:4"]);
}

#[test]
fn the_list_of_a_section_is_held_against_its_items() {
    let text = format!(
        "{HEAD}## Writable columns/attributes\n\n- [a](#BKMK_a)\n- [b](#BKMK_b)\n\n### <a name=\"BKMK_a\"></a> a\n"
    );
    assert_eq!(read(&text).findings(), ["EB0111 12:4"]);
    let text = format!(
        "{HEAD}## Writable columns/attributes\n\n- [a](#BKMK_a)\n\n### <a name=\"BKMK_a\"></a> a\n\n### <a name=\"BKMK_b\"></a> b\n"
    );
    assert_eq!(read(&text).findings(), ["EB0111 15:27"]);
}

#[test]
fn a_page_that_is_cut_off_is_one_finding() {
    let list: String = (0..30).map(|number| format!("- [c{number}](#BKMK_c{number})\n")).collect();
    let page = read(&format!(
        "{HEAD}## Writable columns/attributes\n\n{list}\n### <a name=\"BKMK_c0\"></a> c0\n\n|Property|Value|\n|---|---|\n|Type|String|\n"
    ));
    assert_eq!(page.findings(), ["EB0111 12:4"]);
    assert!(page.text().contains("no item `c1`, nor for 28 more names of the list"), "{}", page.text());
    assert!(page.text().contains("cut off"), "{}", page.text());
}

#[test]
fn a_web_page_is_not_its_markdown() {
    for html in ["<!DOCTYPE html>\n<html lang=\"en\">", "\n<HTML>", "<!doctype html>"] {
        let page = read(html);
        assert!(page.text().contains("warning[EB0117]: a web page, not its markdown"), "{}", page.text());
    }
    assert!(read("<htmlish> is no web page").text().contains("note[EB0101]"));
    assert!(read("The page begins with <!doctype html>.").text().contains("note[EB0101]"));
}

#[test]
fn broken_front_matter_costs_only_itself() {
    let read = read(&format!("---\ntitle: \"a\n  b: [\n---\n{}", column("|Type|String|\n")));
    assert_eq!(read.findings(), ["EB0102 2:1"]);
    assert_eq!(read.document().attributes.len(), 1);
    assert_eq!(self::read(&format!("---\ntitle: a\n{HEAD}")).findings(), ["EB0102 1:1"]);
}

#[test]
fn line_ends_do_not_matter() {
    let text = column("|Description|A\\|B|\n|Type|Picklist|\n");
    assert_eq!(read(&text.replace('\n', "\r\n")).document(), read(&text).document());
}

#[test]
fn a_page_without_properties_is_read_under_its_title() {
    let read =
        read("# Color (new_Color) entity reference\n\n## Messages\n\n|Message|SDK Assembly|\n|-|-|\n|Create||\n");
    assert_eq!(read.findings(), ["EB0113 1:1"]);
    assert_eq!(read.document().table.logical_name, "new_color");
}

#[test]
fn names_may_hold_parentheses() {
    let document = read(&HEAD.replace("Color (new_Color)", "Color (old) (new_Color)")).document();
    assert_eq!(document.table.display_name.as_deref(), Some("Color (old)"));
    assert_eq!(document.table.schema_name.as_deref(), Some("new_Color"));
    assert_eq!(document.product.as_deref(), Some("Contoso"));
}

#[test]
fn an_extension_names_its_bases() {
    let note = "# User (SystemUser) table/entity reference\n\n> [!NOTE]\n> The Contoso User (SystemUser) table extends \
        [User (SystemUser) table (Microsoft Dataverse)](/data-platform/systemuser) and \
        [Microsoft Dynamics 365 User (SystemUser) table](/dynamics365/developer/entities//systemuser).\n";
    let document = read(note).document();
    let extends = document.extends.unwrap();
    assert_eq!((extends.logical_name.as_str(), extends.product.as_str()), ("systemuser", "Microsoft Dynamics 365"));
    assert_eq!(document.also_extends[0].product, "Microsoft Dataverse");
    assert_eq!(document.table.logical_name, "systemuser");
}

#[test]
fn messages_are_read_cell_by_cell() {
    let table = "## Messages\n\n| Name <br />Is Event? |Web API Operation |SDK for .NET |\n| ---- | ----- |----- |\n";
    let rows = "| `Assign`<br />Event: True |`PATCH` /colors(*colorid*)<br />[Update](u#x) the `ownerid` property. |<xref:S.AssignRequest>|\n\
        | `Paint`<br />Event: False |**Paint function** |[Learn](l)|\n\
        | `Merge`<br />Event: Maybe |<xref:C.Merge?displayProperty=nameWithType /> |[Learn](l)|\n";
    let read = read(&format!("{HEAD}{table}{rows}"));
    assert_eq!(read.findings(), ["EB0110 15:16"]);
    let messages = read.document().messages;
    assert_eq!(messages[0].method, Some(HttpMethod::Patch));
    assert_eq!(messages[0].path.as_deref(), Some("/colors({colorid})"));
    assert_eq!(messages[0].columns, ["ownerid"]);
    assert_eq!(messages[0].sdk.as_deref(), Some("S.AssignRequest"));
    assert_eq!((messages[0].is_event, messages[1].is_event, messages[2].is_event), (Some(true), Some(false), None));
    assert_eq!(messages[1].kind, Some(MessageKind::Function));
    assert_eq!((messages[2].web_api.as_deref(), messages[2].kind), (Some("C.Merge"), None));
}

#[test]
fn a_sentence_that_leads_elsewhere_is_reported() {
    let item = "## Many-to-One relationships\n\n### <a name=\"BKMK_r\"></a> r\n\nOne-To-Many Relationship: [account r](contact.md#BKMK_r)\n\n\
        |Property|Value|\n|---|---|\n|ReferencedEntity|`account`|\n|CascadeConfiguration|Delete: `Restrict`<br />Explode: `Cascade`|\n";
    let read = read(&format!("{HEAD}{item}"));
    assert_eq!(read.findings(), ["EB0112 13:1", "EB0112 17:19", "EB0105 18:56"]);
    let relationship = &read.document().many_to_one_relationships[0];
    assert_eq!(relationship.referenced_entity.as_deref(), Some("account"));
    assert_eq!(relationship.cascade_configuration.get(CascadeAction::Delete), Some(CascadeType::Restrict));
    assert_eq!(relationship.other["CascadeConfiguration Explode"], "`Cascade`");
}

#[test]
fn the_layout_of_2018_says_the_same_as_that_of_2024() {
    let old = "# Color Entity Reference\n\n## Entity Properties\n\n**LogicalName**: color<br />\n<a name=\"w\"></a>\n\n## Writable attributes\n\n\
        ### <a name=\"BKMK_State\"></a> State\n\n**Description**: A state.\n<br />\n**LogicalName**: state<br />\n**Type**: State<br />\n**Options**:\n\n\
        - **Value**: 0 **Label**: On **DefaultStatus**: 1 **InvariantName**: On\n\n\
        ## One-To-Many Relationships\n\n### <a name=\"BKMK_r\"></a> r\n\nSame as task entity [r](task.md#BKMK_r) Many-To-One relationship.\n\n\
        **ReferencingEntity**: task<br />\n**AssociatedMenuConfiguration**:\n\n- **Behavior**: UseLabel\n- **Label**: \n\n**CascadeConfiguration**:\n\n- **Delete**: Cascade\n\ncolor\n";
    let new = "# Color table/entity reference\n\n## Properties\n\n|Property|Value|\n|---|---|\n|**LogicalName**|`color`|\n\n## Writable columns/attributes\n\n\
        ### <a name=\"BKMK_State\"></a> State\n\n|Property|Value|\n|---|---|\n|Description|**A state.**|\n|LogicalName|`state`|\n|Type|State|\n\n\
        #### State Choices/Options\n\n|Value|Details|\n|---|---|\n|0|Label: **On**<br />DefaultStatus: 1<br />InvariantName: `On`|\n\n\
        ## One-to-Many relationships\n\n### <a name=\"BKMK_r\"></a> r\n\nMany-To-One Relationship: [task r](task.md#BKMK_r)\n\n\
        |Property|Value|\n|---|---|\n|ReferencingEntity|`task`|\n|AssociatedMenuConfiguration|Behavior: `UseLabel`<br />Label: |\n|CascadeConfiguration|Delete: `Cascade`|\n";
    let (old, new) = (read(old), read(new));
    assert_eq!((old.findings(), new.findings()), (vec![], vec![]));
    let (old, new) = (old.document(), new.document());
    assert_eq!(old.attributes[0].section, Section::Writable);
    assert_eq!(old, new);
}
