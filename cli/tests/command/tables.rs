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
