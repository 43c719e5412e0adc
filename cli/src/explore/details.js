// Columns, choices, relationships and messages of a table.

// A list with a box above it that leaves only what has these words in it.
function filtered(label, items, textOf, row) {
  const place = html("div", {});
  const show = (words) => {
    const wanted = words.trim().toLowerCase();
    const left = wanted ? items.filter((item) => textOf(item).toLowerCase().includes(wanted)) : items;
    const none = html(
      "p",
      { class: "nothing" },
      items.length ? "Nothing has these words in it." : `The pages name no ${label}.`,
    );
    place.replaceChildren(
      ...(left.length ? lazily(html("ul", { class: "items" }), left, row).filter(Boolean) : [none]),
    );
  };
  show("");
  if (items.length < 8) return place;
  const input = html("input", {
    type: "search",
    "aria-label": `Filter ${label}`,
    placeholder: `Filter ${label}`,
    oninput: () => show(input.value),
    autocomplete: "off",
    spellcheck: "false",
  });
  return [input, place];
}

function columnsView(table) {
  const words = (column) =>
    [column.name, column.rust, column.shown, column.text, column.type, ...(column.targets || [])].filter(Boolean).join(" ");
  return filtered("columns", columnsOf(table), words, (column) =>
    html(
      "li",
      { class: column.gone && "gone" },
      html(
        "div",
        { class: "head" },
        html("code", {}, column.name),
        html("span", { class: "shown" }, column.shown),
        html("span", { class: "type" }, column.type),
        html("span", { class: "via" }, column.rust),
      ),
      column.text && html("p", {}, column.text),
      column.targets &&
        html(
          "p",
          { class: "targets" },
          "→ ",
          column.targets.slice(0, 40).map((name, at) => [at > 0 && ", ", targetLink(name)]),
        ),
      column.facts && html("p", { class: "soft" }, column.facts),
      changeLines(changesOfItem(table, column.name)),
    ),
  );
}

const targetLink = (name) => (tableOf.has(name) ? tableLink(tableOf.get(name)) : name);

function choicesView(table) {
  const words = (choice) =>
    [choice.name, ...choice.columns, ...choice.options.map(([, label]) => label)].filter(Boolean).join(" ");
  return filtered("choices", table.choices || [], words, (choice) =>
    html(
      "li",
      {},
      html(
        "div",
        { class: "head" },
        html("code", {}, choice.columns.join(", ")),
        html("span", { class: "type" }, choice.name),
      ),
      html(
        "dl",
        { class: "options" },
        choice.options
          .slice(0, 200)
          .map(([value, label]) => html("div", {}, html("dt", {}, value), html("dd", {}, label))),
      ),
    ),
  );
}

const effectOf = {
  C: "Cascade",
  A: "Active",
  U: "User owned",
  "-": "Remove link",
  R: "Restrict",
  ".": "",
  "?": "not stated",
};
const toneOf = { Parental: "all", Referential: "clear", "Referential, Restrict Delete": "block", Custom: "some" };

function relationshipRow(table, relationship, other) {
  const stated = actions
    .map((action, at) => [action.name, effectOf[relationship.letters[at]]])
    .filter(([, effect]) => effect && effect !== "not stated");
  return html(
    "li",
    {},
    html(
      "div",
      { class: "head" },
      tableLink(other),
      html("code", {}, relationship.column),
      html(
        "span",
        { class: `mark ${toneOf[relationship.behavior] || "unknown"}` },
        relationship.behavior || "behavior not stated",
      ),
    ),
    html("p", { class: "via" }, relationship.name),
    stated.length > 0 &&
      html("p", { class: "soft" }, stated.map(([action, effect]) => `${action}: ${effect}`).join(" · ")),
    changeLines(changesOfItem(table, relationship.name)),
  );
}

function relationshipsView(table) {
  const words = (relationship) =>
    [
      relationship.name,
      relationship.column,
      relationship.referenced.name,
      relationship.referencing.name,
      relationship.behavior,
    ].join(" ");
  const part = (title, items, row, text = words) =>
    items.length > 0 &&
    html(
      "section",
      {},
      html("h2", {}, title, html("span", { class: "count" }, items.length)),
      filtered("relationships", items, text, row),
    );
  const pairRow = (pair) =>
    html(
      "li",
      {},
      html("div", { class: "head" }, tableLink(pair.other), html("code", {}, pair.intersect)),
      html("p", { class: "via" }, pair.name),
    );
  const parts = [
    part("Rows that point at a row of this table", table.from, (it) => relationshipRow(table, it, it.referencing)),
    part("Rows that a row of this table points at", table.to, (it) => relationshipRow(table, it, it.referenced)),
    part("Many-to-many", table.pairs, pairRow, (pair) => `${pair.name} ${pair.other.name}`),
  ];
  return parts.some(Boolean) ? parts : html("p", { class: "nothing" }, "The pages name no relationships.");
}

function messagesView(table) {
  return filtered(
    "messages",
    table.messages || [],
    (message) => `${message.name} ${message.request || ""} ${message.signature ? callOf(message) : ""}`,
    (message) =>
      html(
        "li",
        {},
        html(
          "div",
          { class: "head" },
          html("code", {}, message.name),
          message.signature && html("span", { class: "type" }, message.signature.kind),
          message.event && html("span", { class: "type" }, "event"),
          html("span", { class: "type" }, message.sdk),
        ),
        message.request && html("p", { class: "via" }, message.request),
        message.signature && html("p", { class: "via" }, callOf(message)),
        message.signature && html("p", { class: "via" }, calledOn(message.signature)),
      ),
  );
}

// A message with its parameters and its answer: `Mix(With: mscrm.color, Share?: Edm.Decimal) → mscrm.MixResponse`.
function callOf({ name, signature }) {
  const parameters = signature.parameters.map(([name, type, optional]) => `${name}${optional ? "?" : ""}: ${type || "unknown"}`);
  return `${name}(${parameters.join(", ")})${signature.returns ? ` → ${signature.returns}` : ""}`;
}

function calledOn(signature) {
  const on = signature.on.map(([table, whole]) => (whole ? `the table ${table}` : `a row of ${table}`));
  return on.length ? `Called on ${on.join(", ")}.` : "Called on nothing (it is unbound).";
}
