// The list of tables. Only the rows in sight are there.

const searchBox = document.getElementById("search");
const tableList = document.getElementById("tables");
const rowHeight = 46;
const byShownName = new Intl.Collator("en").compare;
const described = tables.filter(isDescribed).sort((a, b) => byShownName(shownName(a), shownName(b)));
let found = described;
let active = 0;

const inner = html("div", { class: "rows" });
tableList.append(inner);
document.getElementById("count").textContent = described.length.toLocaleString("en");

// Exact names first, then those that begin with the words, then those that have them inside.
function search(words) {
  const wanted = words.trim().toLowerCase();
  if (!wanted) return described;
  const rank = (table) => {
    const names = [table.name, (table.shown || "").toLowerCase()];
    if (names.includes(wanted)) return 0;
    if (names.some((name) => name.startsWith(wanted))) return 1;
    return names.some((name) => name.includes(wanted)) ? 2 : 3;
  };
  const ranked = described.map((table) => [rank(table), table]).filter(([place]) => place < 3);
  return ranked.sort(([a], [b]) => a - b).map(([, table]) => table);
}

function showRows() {
  const first = Math.max(0, Math.floor(tableList.scrollTop / rowHeight) - 4);
  const last = Math.min(found.length, first + Math.ceil(tableList.clientHeight / rowHeight) + 8);
  const rows = new Set();
  for (let at = first; at < last; at++) rows.add(at);
  if (found.length) rows.add(active);
  inner.replaceChildren(...[...rows].sort((a, b) => a - b).map(tableRow));
  if (!found.length) inner.append(html("p", { class: "none" }, "No table has these words in its name."));
  if (found.length) searchBox.setAttribute("aria-activedescendant", `table-${active}`);
  else searchBox.removeAttribute("aria-activedescendant");
}

function tableRow(at) {
  const table = found[at];
  const row = html(
    "div",
    {
      role: "option",
      id: `table-${at}`,
      "aria-selected": String(at === active),
      "aria-setsize": found.length,
      "aria-posinset": at + 1,
      "aria-current": table === shown.table ? "page" : undefined,
      onclick: () => pick(at),
    },
    html("span", { class: "shown" }, shownName(table)),
    hasOwnName(table) && html("span", { class: "logical" }, table.name),
    changesIn(table).length > 0 && severityMark(worstOf(changesIn(table)), changesIn(table).length),
  );
  row.style.top = `${at * rowHeight}px`;
  return row;
}

function activate(at) {
  active = Math.max(0, Math.min(found.length - 1, at));
  const top = active * rowHeight;
  inner.style.height = `${found.length * rowHeight}px`;
  if (top < tableList.scrollTop) tableList.scrollTop = top;
  else if (top + rowHeight > tableList.scrollTop + tableList.clientHeight)
    tableList.scrollTop = top + rowHeight - tableList.clientHeight;
  showRows();
}

function pick(at) {
  if (!found[at]) return;
  if (found[at] === shown.table) closeSearch();
  location.hash = addressOf(found[at], shown.view);
}

function findTables(words) {
  found = search(words);
  tableList.scrollTop = 0;
  activate(0);
}

searchBox.addEventListener("input", () => {
  document.body.classList.add("searching");
  findTables(searchBox.value);
});
searchBox.addEventListener("focus", () => document.body.classList.add("searching"));
searchBox.addEventListener("keydown", (event) => {
  const page = Math.floor(tableList.clientHeight / rowHeight);
  const step = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page }[event.key];
  if (step) activate(active + step);
  else if (event.key === "Enter") pick(active);
  else if (event.key === "Escape") {
    searchBox.value = "";
    findTables("");
    if (shown.table) closeSearch();
  } else return;
  event.preventDefault();
});
tableList.addEventListener("scroll", showRows, { passive: true });
addEventListener("resize", showRows);
addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey)
    return;
  event.preventDefault();
  searchBox.focus();
  searchBox.select();
});

function closeSearch() {
  document.body.classList.remove("searching");
  document.getElementById("main").focus({ preventScroll: true });
}
