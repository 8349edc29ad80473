// What a step looks like: each function draws one part of the player from the walk.

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

// Text in which `backticks` mark code.
function write(element, text) {
  const parts = text.split("`").map((part, i) => (i % 2 ? make("code", {}, part) : part));
  element.replaceChildren(...parts);
}

function stageClass(stages, name) {
  return `stage-${stages.findIndex((stage) => stage.name === name) + 1}`;
}

function stageLabel(stages, name) {
  const stage = stages.find((candidate) => candidate.name === name);
  if (!stage) return make("span", { className: "stage" }, name);
  const icon = svg("svg", { class: "icon", "aria-hidden": "true" }, svg("use", { href: `#${stage.verb}` }));
  return make("span", { className: `stage ${stageClass(stages, name)}` }, icon, name);
}

function drawProgram(list, lines) {
  const token = /("[^"]*"|\b(?:for|in|if|elif|not|break)\b)/;
  list.replaceChildren(
    ...lines.map((line, above) => {
      const parts = line.split(token).map((part, i) => {
        if (i % 2 === 0) return part;
        return make("span", { className: part.startsWith('"') ? "string" : "keyword" }, part);
      });
      const item = make("li", {}, ...parts);
      item.dataset.line = above + 1; // a CSS counter would have the page laid out a second time
      return item;
    }),
  );
}

function markProgram(list, step) {
  [...list.children].forEach((line, i) => {
    const running = step?.line === i + 1;
    line.classList.toggle("visited", Boolean(step?.lines.includes(i + 1)));
    line.classList.toggle("executed", running);
    if (running) line.setAttribute("aria-current", "step");
    else line.removeAttribute("aria-current");
  });
}

// A variable that stays as it was is not drawn again.
function drawVariables(list, variables) {
  variables.forEach((variable, i) => {
    const told = JSON.stringify(variable);
    const before = list.children[i];
    if (before?.dataset.told === told) return;
    const drawn = drawVariable(variable);
    drawn.dataset.told = told;
    if (before) before.replaceWith(drawn);
    else list.append(drawn);
  });
  while (list.children.length > variables.length) list.lastElementChild.remove();
}

function drawVariable({ name, value, changed }) {
  const told = changed ? [make("span", { className: "spoken" }, " (changed)")] : [];
  return make("div", { className: changed ? "changed" : "" }, make("dt", {}, name), make("dd", {}, value, ...told));
}

function makeGo(number) {
  const button = make("button", { type: "button", className: "go" }, String(number));
  button.setAttribute("aria-label", `Go to step ${number}`);
  return button;
}

// Without goTo the row is for reading only.
function drawRow(stages, step, goTo) {
  const cell = (column, ...content) => {
    const element = make("td", { tabIndex: -1 }, ...content);
    element.setAttribute("role", "cell");
    element.dataset.cell = `${step.number}.${column}`;
    return element;
  };
  const head = make("th", { scope: "row" }, goTo ? makeGo(step.number) : String(step.number));
  head.setAttribute("role", "rowheader");
  const row = make(
    "tr",
    { className: stageClass(stages, step.current), onclick: () => goTo?.(step.number) },
    head,
    cell("current_stage", stageLabel(stages, step.current)),
    cell("action", step.action),
    cell("next_stage", stageLabel(stages, step.next)),
  );
  row.setAttribute("role", "row");
  return row;
}

// Keeps as many children as there are steps to show, adding and removing only at the end,
// so that what has focus keeps it.
function fill(parent, count, draw) {
  while (parent.children.length > count) parent.lastElementChild.remove();
  while (parent.children.length < count) parent.append(draw(parent.children.length));
}

function drawTracker(tracker, stages, trace, count) {
  const heads = tracker.querySelector("thead tr");
  const cells = tracker.querySelector("tbody tr");
  const value = (i) => (i === 0 ? (trace.begin ?? stages[0].name) : trace.steps[i - 1].next);
  fill(heads, count + 1, (i) => make("th", { scope: "col" }, i === 0 ? "Start" : `After step ${i}`));
  fill(cells, count + 1, (i) => {
    const cell = make("td", { tabIndex: -1, className: stageClass(stages, value(i)) }, stageLabel(stages, value(i)));
    cell.dataset.cell = `${i}.tracker`;
    return cell;
  });
  [...cells.children].forEach((cell, i) => cell.classList.toggle("now", i === count));
}

// What a hint points to: "row 3", "3.next_stage", "line 8" or "exit note".
function findPlace(root, place) {
  const [kind, number] = place.split(" ");
  if (kind === "row") return root.querySelector(`[data-cell="${number}.current_stage"]`)?.closest("tr");
  if (kind === "line") return root.querySelectorAll(".code li")[number - 1];
  if (kind === "exit") return root.querySelector(".exit-note");
  return root.querySelector(`[data-cell="${place}"]`);
}

function afterPaint(act) {
  requestAnimationFrame(() => setTimeout(act));
}

// Lets the new value fly from the executed line into its cell, once.
function fly(player, from, to) {
  if (!from || !to?.isConnected || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const [start, end] = [from.getBoundingClientRect(), to.getBoundingClientRect()];
  if (!start.width || !end.width) return;
  const home = player.getBoundingClientRect();
  const ghost = make("span", { className: `ghost ${to.firstElementChild.className}` }, to.textContent);
  ghost.setAttribute("aria-hidden", "true");
  player.append(ghost);
  const at = (box) => `translate(${box.left - home.left}px, ${box.top - home.top}px)`;
  ghost
    .animate([{ transform: at(start), opacity: 0.9 }, { transform: at(end), opacity: 0.2 }], { duration: 200, easing: "ease-out" })
    .finished.finally(() => ghost.remove());
}
