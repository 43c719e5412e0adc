// Reads the data of the page, and builds its elements. Text never becomes HTML: it goes into text nodes and attributes.

const data = JSON.parse(document.getElementById("data").textContent);
const actions = data.actions.map(([name, doing], index) => ({ name, doing, index, key: name.toLowerCase() }));
const tables = data.names.map((name, index) => ({ name, index, ...data.tables[index], to: [], from: [], pairs: [] }));
const tableOf = new Map(tables.map((table) => [table.name, table]));

const relationships = data.relationships.map(([name, referenced, referencing, column, behavior, letters]) => {
  const relationship = {
    name,
    referenced: tables[referenced],
    referencing: tables[referencing],
    column,
    behavior,
    letters,
  };
  relationship.referenced.from.push(relationship);
  relationship.referencing.to.push(relationship);
  return relationship;
});
for (const [name, one, two, intersect] of data.pairs) {
  tables[one].pairs.push({ name, other: tables[two], intersect });
  if (one !== two) tables[two].pairs.push({ name, other: tables[one], intersect });
}

const isDescribed = (table) => table.index < data.tables.length;
const shownName = (table) => table.shown || table.name;
const hasOwnName = (table) => shownName(table) !== table.name;
const plural = (count, thing) => `${count.toLocaleString("en")} ${thing}${count === 1 ? "" : "s"}`;
const addressOf = (table, view = "delete") => `#/${encodeURIComponent(table.name)}/${view}`;

// Characters that turn the direction of the text around them, or show nothing, show as a replacement.
const invisible = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
const visible = (text) => String(text).replace(invisible, "\ufffd");

function fill(node, properties, children) {
  for (const [name, value] of Object.entries(properties || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : visible(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false) continue;
    node.append(child instanceof Node ? child : visible(child));
  }
  return node;
}

const html = (tag, properties, ...children) => fill(document.createElement(tag), properties, children);
const svg = (tag, properties, ...children) =>
  fill(document.createElementNS("http://www.w3.org/2000/svg", tag), properties, children);

const tableLink = (table, view) =>
  html("a", { href: addressOf(table, view), class: isDescribed(table) ? "name" : "name outside" }, table.name);

// Shows the first items, and more of them as the reader comes to the end. All of them are there on paper.
function lazily(list, items, row, many = 60) {
  let shown = 0;
  const end = html("div", { class: "end" });
  const more = (count) => {
    for (const item of items.slice(shown, shown + count)) list.append(row(item));
    shown += count;
    // Watched anew, since a watch tells of changes alone: the end may have gone and come back in between.
    watch.disconnect();
    if (shown < items.length) watch.observe(end);
    else end.remove();
  };
  const watch = new IntersectionObserver((seen) => seen.some((entry) => entry.isIntersecting) && more(many), {
    rootMargin: "400px",
  });
  more(many);
  end.addEventListener("show-all", () => more(items.length));
  return [list, shown < items.length && end];
}
addEventListener("beforeprint", () =>
  document.querySelectorAll(".end").forEach((end) => end.dispatchEvent(new Event("show-all"))),
);

// A bar of buttons of which one is chosen, moved along by the arrow keys.
function chooser(role, label, items, chosen, choose) {
  const isTab = role === "tablist";
  const state = isTab ? "aria-selected" : "aria-checked";
  const bar = html("div", { role, "aria-label": label, class: isTab ? "tabs" : "actions" });
  for (const item of items) {
    const isChosen = item.key === chosen;
    bar.append(
      html(
        "button",
        {
          type: "button",
          role: isTab ? "tab" : "radio",
          id: `${role}-${item.key}`,
          [state]: String(isChosen),
          tabindex: isChosen ? 0 : -1,
          onclick: () => choose(item.key),
        },
        item.label,
        item.count !== undefined && html("span", { class: "count" }, item.count.toLocaleString("en")),
      ),
    );
  }
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = (items.findIndex((item) => item.key === chosen) + step + items.length) % items.length;
    choose(items[next].key, `${role}-${items[next].key}`);
  });
  return bar;
}
