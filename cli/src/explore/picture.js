// The picture of an answer. Its boxes were given their places when the page was made.

const { box } = data;
const cut = (text, fits) => (text.length > fits ? `${text.slice(0, fits - 1)}…` : text);

function figure(answer) {
  for (const child of answer.boxes) if (child.parent) child.parent.children.push(child);
  const start = {
    start: true,
    x: 0,
    y: 0,
    width: startWidth(answer.table.name),
    tables: [answer.table],
    children: answer.boxes.filter((child) => !child.parent),
    effects: [],
  };
  for (const child of start.children) child.parent = start;
  // The start says least: what it leaves of its place goes to the others.
  const spare = box.width - start.width;
  for (const it of answer.boxes) {
    it.width = box.width;
    it.x -= spare;
  }
  const boxes = [start, ...answer.boxes];
  const detail = html("section", { class: "detail", "aria-live": "polite", hidden: true });
  const [width, height] = [answer.size[0] - spare + 32, answer.size[1] + 32];
  const tree = svg("g", {
    role: "tree",
    "aria-label": `${answer.action.doing} a row of ${answer.table.name}`,
    transform: "translate(16 16)",
  });
  tree.append(...answer.boxes.map(arrow), ...boxes.map((it, at) => boxNode(it, at, answer)));
  const picture = svg(
    "svg",
    { class: "picture", width, height, viewBox: `0 0 ${width} ${height}` },
    heads(answer),
    tree,
  );
  const scroll = html("div", { class: "scroll" }, picture);
  keys(tree, boxes, detail, answer);
  return html("figure", {}, scroll, detail, legend(answer));
}

const startWidth = (name) => Math.min(box.width, Math.max(96, 28 + 8 * name.length));

const heads = (answer) =>
  svg(
    "defs",
    {},
    [...new Set(answer.boxes.map((it) => it.kind.tone))].map((tone) =>
      svg(
        "marker",
        {
          id: `head-${tone}`,
          class: tone,
          viewBox: "0 0 8 8",
          refX: 7,
          refY: 4,
          markerWidth: 8,
          markerHeight: 8,
          markerUnits: "userSpaceOnUse",
          orient: "auto",
        },
        svg("path", { class: "head", d: "M0 0 8 4 0 8z" }),
      ),
    ),
  );

// From the side of one box to that of the next. Arrows of one kind from one box share a trunk.
function arrow(to) {
  const [x, y] = [to.parent.x + to.parent.width, to.parent.y + box.height / 2];
  const [endX, endY] = [to.x, to.y + box.height / 2];
  const turn = (x + endX) / 2 + to.kind.turn;
  const bend = Math.min(10, Math.abs(endY - y) / 2);
  const down = bend * Math.sign(endY - y);
  const bends = `Q${turn} ${y} ${turn} ${y + down}V${endY - down}Q${turn} ${endY} ${turn + bend} ${endY}`;
  const way = endY === y ? `M${x} ${y}H${endX}` : `M${x} ${y}H${turn - bend}${bends}H${endX}`;
  to.arrow = svg(
    "g",
    { class: to.kind.tone, "aria-hidden": "true" },
    svg("path", { class: "arrow", d: way, "marker-end": `url(#head-${to.kind.tone})` }),
  );
  return to.arrow;
}

function boxNode(it, at, answer) {
  const names = it.tables.map((table) => table.name);
  const name = names.length === 1 ? names[0] : plural(names.length, "table");
  const via = names.length === 1 ? it.effects.map((effect) => effect.relationship.name).join(", ") : names.join(", ");
  const more = names.length === 1 && it.effects.length > 1 ? ` +${it.effects.length - 1}` : "";
  const note = it.start ? answer.action.name.toLowerCase() : `${it.kind.words}${more} · ${via}`;
  const isOutside = it.tables.some((table) => !isDescribed(table));
  it.level = it.start ? 1 : it.parent.level + 1;
  it.node = svg(
    "g",
    {
      class: `node ${it.start ? "start" : it.kind.tone}${isOutside ? " outside" : ""}`,
      transform: `translate(${it.x} ${it.y})`,
      role: "treeitem",
      tabindex: it.start ? 0 : -1,
      "aria-level": it.level,
      "aria-selected": "false",
      "aria-label": it.start ? `${name}, where it starts` : `${names.join(", ")}: ${it.kind.words}`,
      "data-box": at,
    },
    svg("title", {}, it.start ? name : `${names.join(", ")}: ${it.kind.words}`),
    svg("rect", { class: "box", width: it.width, height: box.height, rx: 8 }),
    svg("text", { class: "name", x: 14, y: 19 }, cut(name, box.name)),
    svg("text", { class: "note", x: 14, y: 34 }, cut(note, box.note)),
  );
  return it.node;
}

// A click or Enter chooses a box; arrow keys go to the boxes around it.
function keys(tree, boxes, detail, answer) {
  let at = boxes[0];
  const boxOf = (event) => boxes[event.target.closest("[data-box]")?.dataset.box];
  const goTo = (next) => {
    if (!next) return;
    at.node.setAttribute("tabindex", -1);
    at = next;
    at.node.setAttribute("tabindex", 0);
    at.node.focus({ preventScroll: true });
    at.node.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  const choose = (chosen) => {
    for (const it of boxes) {
      it.node.setAttribute("aria-selected", String(it === chosen));
      it.node.classList.remove("on-way");
      it.arrow?.classList.remove("on-way");
    }
    for (let it = chosen; it; it = it.parent) {
      it.node.classList.add("on-way");
      it.arrow?.classList.add("on-way");
    }
    tree.classList.toggle("has-chosen", Boolean(chosen));
    showDetail(detail, chosen, answer, () => choose());
    // The details take room from the picture; in a small window they cover its lower half.
    const block = innerWidth <= 760 ? "center" : "nearest";
    chosen?.node.scrollIntoView({ block, inline: block });
  };
  tree.addEventListener("click", (event) => {
    const chosen = boxOf(event);
    if (!chosen) return;
    goTo(chosen);
    choose(chosen);
  });
  const column = () => boxes.filter((it) => it.x === at.x).sort((a, b) => a.y - b.y);
  const beside = (step) => column()[column().indexOf(at) + step];
  tree.addEventListener("keydown", (event) => {
    const moves = {
      ArrowRight: () => goTo([...at.children].sort((a, b) => a.y - b.y)[0]),
      ArrowLeft: () => goTo(at.parent),
      ArrowDown: () => goTo(beside(1)),
      ArrowUp: () => goTo(beside(-1)),
      Home: () => goTo(boxes[0]),
      Enter: () => choose(at),
      " ": () => choose(at),
      Escape: () => choose(),
    };
    if (!moves[event.key]) return;
    event.preventDefault();
    moves[event.key]();
  });
  detail.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    choose();
    at.node.focus();
  });
}

function showDetail(detail, chosen, answer, close) {
  detail.hidden = !chosen;
  if (!chosen) return;
  const isOne = chosen.tables.length === 1;
  const [table] = chosen.tables;
  const button = html("button", { type: "button", class: "close", "aria-label": "Close", onclick: close }, "×");
  const title = html("h2", {}, isOne ? table.name : plural(chosen.tables.length, "table"));
  if (chosen.start) {
    detail.replaceChildren(
      button,
      title,
      html("p", {}, `${answer.action.doing} a row of this table is where it starts.`),
    );
    return;
  }
  const rows = chosen.effects.map((effect) =>
    html(
      "li",
      {},
      isOne
        ? html("span", { class: "via" }, effect.relationship.name)
        : [tableLink(effect.table), html("span", { class: "via" }, effect.relationship.name)],
    ),
  );
  detail.replaceChildren(
    button,
    title,
    html("p", {}, html("span", { class: `mark ${chosen.kind.tone}` }, chosen.kind.words)),
    html("p", {}, wayOf(chosen.effects[0])),
    html("ul", {}, rows),
    isOne &&
      (isDescribed(table)
        ? html("a", { class: "open", href: addressOf(table, answer.action.key) }, `Open ${table.name}`)
        : html("p", { class: "soft" }, "No page describes this table.")),
  );
}

function legend(answer) {
  const kinds = countsOf(answer).map(({ kind }) =>
    html(
      "li",
      { class: kind.tone },
      svg(
        "svg",
        { class: "picture", width: 28, height: 10, "aria-hidden": "true" },
        svg("path", { class: "arrow", d: "M1 5h26" }),
      ),
      kind.words,
    ),
  );
  const outside = answer.boxes.some((it) => it.tables.some((table) => !isDescribed(table)));
  const frame = () =>
    html(
      "li",
      {},
      svg(
        "svg",
        { class: "picture", width: 28, height: 14, "aria-hidden": "true" },
        svg("g", { class: "plain outside" }, svg("rect", { class: "box", x: 1, y: 1, width: 26, height: 12, rx: 4 })),
      ),
      "not described by the pages",
    );
  const drawn = new Set([answer.table, ...answer.boxes.flatMap((it) => it.tables)]);
  const further = new Set(answer.effects.map((effect) => effect.table).filter((table) => !drawn.has(table))).size;
  const words = "Each table stands where it is reached first. Select a box for its relationships.";
  const more = further > 0 && ` ${plural(further, "table")} further on are not drawn; the list below has all.`;
  return html(
    "figcaption",
    {},
    html("ul", { class: "legend" }, kinds, outside && frame()),
    html("p", { class: "soft" }, words, more),
  );
}
