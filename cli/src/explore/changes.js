// What changed from one version to another, where the page was made of two.

const changed = data.changes || [];
const changesOf = new Map(changed.map(({ table, changes }) => [table, changes]));
const severities = ["breaking", "behavioural", "additive", "text"];
const severityTone = { breaking: "block", behavioural: "some", additive: "all", text: "unknown" };
let chosenSeverity = "all";

const isChosen = (change) => chosenSeverity === "all" || change.severity === chosenSeverity;
const changesIn = (table) => changesOf.get(table.name) || [];
const worstOf = (changes) => severities.find((severity) => changes.some((change) => change.severity === severity));
const severityMark = (severity, words = severity) => html("span", { class: `mark ${severityTone[severity]}` }, words);

// The changes of an item of a table: of itself, its properties and its options.
function changesOfItem(table, item) {
  const isOfItem = ({ item: name }) => name === item || name.startsWith(`${item}.`) || name.startsWith(`${item}=`);
  return changesIn(table).filter(isOfItem);
}

// What stands below an item that changed.
const changeLines = (changes) =>
  changes.map((change) =>
    html("p", { class: "change" }, severityMark(change.severity, change.kind), html("span", {}, change.words)),
  );

// The columns that are there and those that are gone, so that the list says what its count says.
function columnsOf(table) {
  const gone = changesIn(table).filter((change) => change.kind === "gone" && change.words.startsWith(`${change.item}: column gone`));
  return [...(table.columns || []), ...gone.map((change) => ({ name: change.item, gone: true }))];
}

// A list of changes with a bar above it that chooses a severity. Each severity says how many there are.
function bySeverity(all, draw) {
  const bar = html("div", {});
  const place = html("div", {});
  const show = (focus) => {
    const count = (severity) => all.filter((change) => severity === "all" || change.severity === severity).length;
    const items = ["all", ...severities].map((key) => ({ key, label: key, count: count(key) }));
    const choose = (key, focus) => {
      chosenSeverity = key;
      show(focus);
    };
    bar.replaceChildren(chooser("radiogroup", "Severity", items, chosenSeverity, choose));
    place.replaceChildren(...draw().filter(Boolean));
    if (focus) document.getElementById(focus)?.focus();
  };
  show();
  return [bar, place];
}

function changesView(table) {
  const all = changesIn(table);
  return bySeverity(all, () => {
    const left = all.filter(isChosen);
    if (!left.length) return [html("p", { class: "nothing" }, "Nothing of that severity changed.")];
    return lazily(html("ul", { class: "items changes" }), left, changeRow);
  });
}

const changeRow = (change) =>
  html(
    "li",
    { class: change.kind },
    html("div", { class: "head" }, severityMark(change.severity), html("span", {}, change.words)),
    change.names && html("p", { class: "via" }, change.names),
  );

// On the page of all tables: which have changed, the worst first.
function changesHome() {
  const all = changed.flatMap(({ changes }) => changes);
  const section = html("section", { class: "panel" }, html("h2", {}, "What changed"));
  section.append(
    ...bySeverity(all, () => {
      const left = changed.map((it) => ({ ...it, changes: it.changes.filter(isChosen) })).filter((it) => it.changes.length);
      if (!left.length) return [html("p", { class: "nothing" }, "Nothing of that severity changed.")];
      return lazily(html("ul", { class: "items changes" }), left, changedTable);
    }),
  );
  return section;
}

function changedTable({ table, changes }) {
  const known = tableOf.get(table);
  const counts = severities.map((severity) => [severity, changes.filter((change) => change.severity === severity).length]);
  const isLinked = known && isDescribed(known);
  return html(
    "li",
    {},
    html(
      "div",
      { class: "head" },
      isLinked ? tableLink(known, "changes") : html("code", {}, table || "messages"),
      counts.filter(([, count]) => count).map(([severity, count]) => severityMark(severity, `${count} ${severity}`)),
    ),
    !isLinked && changes.slice(0, 40).map((change) => html("p", { class: "change" }, change.words)),
  );
}
