// Which table and view the address names, and showing them.

const shown = { table: undefined, view: changed.length > 0 ? "changes" : "delete" };
const main = document.getElementById("main");
const views = {
  ...(changed.length > 0 && { changes: ["Changes", changesView, (table) => changesIn(table).length] }),
  columns: ["Columns", columnsView, (table) => columnsOf(table).length],
  choices: ["Choices", choicesView, (table) => (table.choices || []).length],
  relationships: [
    "Relationships",
    relationshipsView,
    (table) => table.from.length + table.to.length + table.pairs.length,
  ],
  messages: ["Messages", messagesView, (table) => (table.messages || []).length],
};
const lastAction = () => actions.find((action) => action.key === shown.view) || actions[0];

// The address is `#/table/view`; a view is one of the lists, or an action.
function addressed() {
  const parts = location.hash.replace(/^#\/?/, "").split("/");
  try {
    return parts.map(decodeURIComponent);
  } catch {
    return [];
  }
}

// Shows a view of the same table, and gives the focus to the element of that id.
function showView(view, focus) {
  focusLater = focus;
  location.hash = addressOf(shown.table, view);
}
let focusLater;
let isFirst = true;

function show() {
  const [name, view] = addressed();
  const before = shown.table;
  shown.table = tableOf.get(name);
  if (Object.hasOwn(views, view ?? "") || actions.some((action) => action.key === view)) shown.view = view;
  document.title = shown.table ? `${shownName(shown.table)} · ${shown.view}` : "Table explorer";
  main.replaceChildren(...(shown.table ? tablePage(shown.table) : home(name)));
  if (shown.table !== before) {
    main.scrollTop = 0;
    scrollTo(0, 0);
    document.body.classList.remove("searching");
    if (shown.table && !isFirst) main.focus({ preventScroll: true });
  }
  showChosenTab();
  document.body.classList.toggle("has-table", Boolean(shown.table));
  if (focusLater) document.getElementById(focusLater)?.focus();
  focusLater = undefined;
  isFirst = false;
  const at = found.indexOf(shown.table);
  if (at >= 0) activate(at);
  else showRows();
}

// Moves the bar of views so far that the chosen one is in sight, where the window is narrow.
function showChosenTab() {
  const tab = main.querySelector("[role=tab][aria-selected=true]");
  if (tab) tab.parentElement.scrollLeft += tab.getBoundingClientRect().right - tab.parentElement.getBoundingClientRect().right;
}

function tablePage(table) {
  const action = lastAction();
  const isList = Boolean(views[shown.view]);
  const tabs = [
    { key: action.key, label: "What happens" },
    ...Object.entries(views).map(([key, [label, , count]]) => ({ key, label, count: count(table) })),
  ];
  const panel = html("div", {
    role: "tabpanel",
    "aria-labelledby": `tablist-${isList ? shown.view : action.key}`,
    class: isList ? `panel ${shown.view}` : "panel cascade",
  });
  panel.append(...[isList ? views[shown.view][1](table) : cascadeView(table, action)].flat().filter(Boolean));
  return [
    html(
      "header",
      {},
      html("a", { class: "back", href: "#/" }, "‹ All tables"),
      html("h1", {}, shownName(table), hasOwnName(table) && html("code", {}, table.name)),
      isDescribed(table)
        ? table.text && html("p", { class: "text" }, table.text)
        : html("p", { class: "text" }, "No page describes this table; others name it."),
      table.facts &&
        html(
          "dl",
          { class: "facts" },
          table.facts.map(([key, value]) => html("div", {}, html("dt", {}, key), html("dd", {}, value))),
        ),
    ),
    chooser("tablist", "Views", tabs, shown.view, showView),
    panel,
  ];
}

// Without a table: what there is, and where to begin.
function home(name) {
  const reach = (table) => new Set((data.reached[0][table.index]?.effects || []).filter((_, at) => at % 4 === 0)).size;
  const leftOut = data.reached.flat().filter((reached) => reached?.left_out).length;
  const furthest = described
    .map((table) => ({ table, count: reach(table) }))
    .filter(({ count }) => count)
    .sort((a, b) => b.count - a.count)
    .slice(0, 12);
  return [
    name && html("p", { class: "absent", role: "alert" }, "There is no table ", html("code", {}, name), "."),
    html(
      "header",
      {},
      html("h1", {}, changed.length > 0 ? "What changed" : "What happens when a row is deleted?"),
      html(
        "p",
        { class: "text" },
        `${plural(described.length, "table")} and ${plural(relationships.length + data.pairs.length, "relationship")}. `,
        "Pick a table to see what deleting one of its rows, or another action on it, does to the rows of others.",
      ),
    ),
    leftOut > 0 &&
      html(
        "p",
        { class: "nothing" },
        `Left out, since they would make this page too large: ${plural(leftOut, "answer")}. `,
        "Their tables name the command that gives them.",
      ),
    changed.length > 0 && changesHome(),
    furthest.length > 0 &&
      html(
        "section",
        { class: "furthest" },
        html("h2", {}, "Where deleting reaches furthest"),
        html(
          "ul",
          {},
          furthest.map(({ table, count }) =>
            html(
              "li",
              {},
              html(
                "a",
                { href: addressOf(table) },
                html("b", {}, shownName(table)),
                hasOwnName(table) && html("code", {}, table.name),
                html("span", {}, plural(count, "relationship")),
              ),
            ),
          ),
        ),
      ),
  ].filter(Boolean);
}

addEventListener("hashchange", show);
show();
