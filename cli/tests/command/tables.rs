use super::Place;

#[test]
fn each_table_has_a_line() {
    let place = Place::with(&[
        (
            "tables/a.table.yaml",
            "LogicalName: new_paint\nDisplayName: Paint\nEntitySetName: new_paints\nPrimaryIdAttribute: new_paintid\nAttributes: [{ LogicalName: new_paintid }, { LogicalName: new_name }]\n",
        ),
        ("tables/b.table.yaml", "LogicalName: brush\nExtends: { LogicalName: brush, Product: X }\n"),
    ]);
    let run = place.run(&["tables", "tables"]);
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines[1], "new_paint  Paint: 2 columns, 0 relationships");
    let json = place.run(&["tables", "tables", "--format", "json"]).json();
    assert_eq!(json[1]["LogicalName"], "new_paint");
    assert_eq!(json[1]["Columns"], 2);
}

/// Who misspelled a table in the settings sees which there are, although the settings select none.
#[test]
fn tables_that_the_settings_leave_out_are_listed_where_all_are_wanted() {
    let tables = "- { LogicalName: brush, EntitySetName: brushes }\n- { LogicalName: paint, EntitySetName: paints }\n";
    let place =
        Place::with(&[("reference/all.table.yaml", tables), ("reference/earlybound.yaml", "select: [rental]\n")]);
    let run = place.run(&["tables"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert!(run.stderr.contains("`earlybound tables --all PATH`"), "{}", run.stderr);
    let run = place.run(&["tables", "--all"]);
    let names: Vec<&str> = run.stdout.lines().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!((run.code, names), (Some(0), vec!["brush", "paint"]), "{}", run.stderr);
}
