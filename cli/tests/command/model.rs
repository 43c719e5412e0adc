use super::{COLOR, COLOR_MORE, Place};

fn layers() -> Place {
    Place::with(&[("pages/dataverse/color.md", COLOR), ("pages/dynamics365/color.md", COLOR_MORE)])
}

#[test]
fn tables_are_merged() {
    let run = layers().run(&["model", "pages"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    let json = run.json();
    let keys: Vec<_> = json.as_object().unwrap().keys().cloned().collect();
    assert_eq!(keys, ["Diagnostics", "Tables"]);
    assert_eq!(json["Tables"].as_array().unwrap().len(), 1);
    let table = &json["Tables"][0];
    assert_eq!(table["LogicalName"], "color");
    assert_eq!(table["Layers"].as_array().unwrap().len(), 2);
    let messages: Vec<_> = table["Messages"].as_array().unwrap().iter().map(|message| &message["Name"]).collect();
    assert_eq!(messages, ["Create", "Mix"]);
    assert!(run.stdout.contains("\n  \"Tables\": [\n"), "indented: {run:?}");
}

#[test]
fn pages_stand_in_the_order_given() {
    let place = layers();
    let run = place.run(&["model", "--pages", "pages/dynamics365/color.md", "pages/dataverse"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let json = run.json();
    let keys: Vec<_> = json.as_object().unwrap().keys().cloned().collect();
    assert_eq!(keys, ["Diagnostics", "Documents"]);
    let sources: Vec<_> = json["Documents"].as_array().unwrap().iter().map(|page| &page["Source"]).collect();
    assert_eq!(sources, ["pages/dynamics365/color.md", "color.md"]);
    assert_eq!(json["Documents"][0]["Extends"]["Product"], "Microsoft Dataverse");
    assert_eq!(json["Documents"][1]["Attributes"][1]["OptionSet"]["Options"][1]["Label"], "Dark");
}

#[test]
fn every_run_prints_the_same() {
    let place = layers();
    for format in ["json", "yaml"] {
        let arguments = ["model", "pages", "--format", format];
        assert_eq!(place.run(&arguments).stdout, place.run(&arguments).stdout);
    }
}

#[test]
fn yaml_says_the_same_as_json() {
    let place = layers();
    let yaml = place.run(&["model", "pages", "--format", "yaml"]);
    let read: serde_json::Value = serde_yaml::from_str(&yaml.stdout).unwrap();
    assert_eq!(read, place.run(&["model", "pages"]).json());
}

#[test]
fn errors_fail_after_the_data_was_printed() {
    let run = layers().run(&["model", "pages", "missing.md"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    let json = run.json();
    assert_eq!(json["Tables"][0]["LogicalName"], "color");
    assert_eq!(json["Diagnostics"][0]["Code"], "EB0001");
    assert!(run.stderr.contains("missing.md"), "{run:?}");
}

#[test]
fn a_folder_without_pages_gives_empty_lists() {
    let place = Place::with(&[("pages/readme.txt", "no page")]);
    let run = place.run(&["model", "--pages", "pages"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert_eq!(run.json()["Documents"].as_array().unwrap().len(), 0);
}
