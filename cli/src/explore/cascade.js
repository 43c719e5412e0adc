// What an action on a row of a table does to others.

// The answer as the page holds it, spelled out: effects in the order of their depth, boxes after those they hang on.
function answerOf(action, table) {
  const reached = data.reached[action.index][table.index];
  const answer = { action, table, effects: [], boxes: [], size: [0, 0], unknown: [], unstated: 0, leftOut: false };
  if (!reached) return answer;
  const { effects, boxes } = reached;
  for (let at = 0; at < boxes.length; at += 3) {
    const [parent, x, y] = boxes.slice(at, at + 3);
    answer.boxes.push({ index: at / 3, parent: answer.boxes[parent - 1], x, y, effects: [], children: [] });
  }
  for (let at = 0; at < effects.length; at += 4) {
    const [relationship, via, kind, box] = effects.slice(at, at + 4);
    const before = answer.effects[via - 1];
    const effect = {
      relationship: relationships[relationship],
      before,
      kind: data.kinds[kind],
      depth: before ? before.depth + 1 : 1,
    };
    effect.table = effect.relationship.referencing;
    answer.effects.push(effect);
    if (box) answer.boxes[box - 1].effects.push(effect);
  }
  for (const box of answer.boxes) {
    box.tables = [...new Set(box.effects.map((effect) => effect.table))];
    box.kind = box.effects[0].kind;
  }
  answer.size = reached.size;
  answer.unknown = (reached.unknown || []).map((index) => tables[index]);
  answer.unstated = reached.unstated;
  answer.leftOut = Boolean(reached.left_out);
  return answer;
}

const pathOf = (effect) => (effect ? [...pathOf(effect.before), effect] : []);

// For each kind of effect, how many tables it concerns.
function countsOf(answer) {
  const counts = new Map();
  for (const { kind, table } of answer.effects) {
    if (!counts.has(kind)) counts.set(kind, new Set());
    counts.get(kind).add(table);
  }
  const order = ["all", "some", "clear", "unknown", "block"];
  return [...counts]
    .map(([kind, reached]) => ({ kind, count: reached.size }))
    .sort((a, b) => order.indexOf(a.kind.tone) - order.indexOf(b.kind.tone));
}

function cascadeView(table, action) {
  const answer = answerOf(action, table);
  const picker = chooser(
    "radiogroup",
    "What happens to the row",
    actions.map((it) => ({ key: it.key, label: it.name })),
    action.key,
    showView,
  );
  if (answer.leftOut) return [picker, leftOutNote(answer)];
  if (!answer.effects.length) {
    const nothing = `${action.doing} a row of ${table.name} does nothing to other rows.`;
    return [picker, html("p", { class: "nothing" }, nothing), unknownNote(answer)];
  }
  const list = html("section", { class: "effects", "aria-label": "Relationships" });
  const tiles = countsOf(answer).map(({ kind, count }) => tile(kind, count, answer, list));
  showEffects(list, answer);
  return [picker, sentence(answer), html("div", { class: "tiles" }, tiles), figure(answer), unknownNote(answer), list];
}

// What the page leaves out, and where it is: the first steps in the list of relationships, all in the command.
function leftOutNote({ action, table }) {
  const direct = table.from.filter((relationship) => !".?".includes(relationship.letters[action.index]));
  return html(
    "p",
    { class: "nothing" },
    `${action.doing} a row of ${table.name} concerns so many others that this page leaves the answer out. It begins with `,
    html("a", { href: addressOf(table, "relationships") }, plural(direct.length, "relationship")),
    "; for all of them, run ",
    html("code", {}, `earlybound cascade --${action.key} ${table.name}`),
    ".",
  );
}

const sentence = (answer) =>
  html(
    "p",
    { class: "sentence" },
    `${answer.action.doing} a row of `,
    html("b", {}, answer.table.name),
    ` concerns rows of other tables through ${plural(answer.effects.length, "relationship")}, `,
    `up to ${plural(answer.effects.at(-1).depth, "step")} away.`,
  );

// How many tables undergo the same, as a button that leaves only these in the list.
function tile(kind, count, answer, list) {
  return html(
    "button",
    {
      type: "button",
      class: `tile ${kind.tone}`,
      "aria-pressed": "false",
      onclick: (event) => {
        const isOn = event.currentTarget.getAttribute("aria-pressed") === "true";
        document.querySelectorAll(".tile").forEach((other) => other.setAttribute("aria-pressed", "false"));
        event.currentTarget.setAttribute("aria-pressed", String(!isOn));
        showEffects(list, answer, isOn ? undefined : kind);
      },
    },
    html("b", {}, count.toLocaleString("en")),
    html("span", {}, count === 1 ? `table ${kind.words}` : `tables ${kind.words.replace(/^blocks/, "block")}`),
  );
}

function showEffects(list, answer, kind) {
  const effects = kind ? answer.effects.filter((effect) => effect.kind === kind) : answer.effects;
  const head = html(
    "h2",
    {},
    kind ? `${plural(effects.length, "relationship")}: ${kind.words}` : `All ${plural(effects.length, "relationship")}`,
  );
  list.replaceChildren(head, ...lazily(html("ol", { class: "rows-of-effects" }), effects, effectRow).filter(Boolean));
}

function effectRow(effect) {
  return html(
    "li",
    { class: effect.kind.tone },
    html("span", { class: "mark" }, effect.kind.words),
    html("span", { class: "what" }, tableLink(effect.table), html("span", { class: "via" }, effect.relationship.name)),
    effect.before && wayOf(effect),
  );
}

// The tables on the way to an effect.
function wayOf(effect) {
  const way = pathOf(effect);
  const stops = [way[0].relationship.referenced, ...way.map((step) => step.table)];
  return html("span", { class: "way" }, stops.map((stop) => stop.name).join(" → "));
}

function unknownNote(answer) {
  const notes = [];
  if (answer.unknown.length) {
    const names = answer.unknown
      .slice(0, 12)
      .map((table) => table.name)
      .join(", ");
    const more = answer.unknown.length > 12 ? ` and ${answer.unknown.length - 12} more` : "";
    notes.push(html("p", {}, `No full page describes ${names}${more}: what points at their rows is not known.`));
  }
  if (answer.unstated) {
    const silent = plural(answer.unstated, "relationship");
    notes.push(html("p", {}, `What the action does is not stated for ${silent} on the way.`));
  }
  return notes.length > 0 && html("aside", { class: "note" }, html("h2", {}, "What is not known"), notes);
}
