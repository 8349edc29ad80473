// The diagram: six stages on a ring. The arrow home, from Monitoring to Data
// Collection, is dashed until a step takes it. A program of the code lab may move where no
// arrow leads.

const RADIUS = 84;
const NODE = 19;
const SVG = "http://www.w3.org/2000/svg";

function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function pointAt(turn, radius) {
  const angle = turn * 2 * Math.PI - Math.PI / 2;
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}

function arc(from, to) {
  const gap = (NODE + 5) / (2 * Math.PI * RADIUS);
  const [x1, y1] = pointAt(from + gap, RADIUS);
  const [x2, y2] = pointAt(to - gap - 0.008, RADIUS);
  return `M${x1} ${y1}A${RADIUS} ${RADIUS} 0 0 1 ${x2} ${y2}`;
}

function makeRing(stages) {
  const arrowhead = svg(
    "marker",
    { id: "head", viewBox: "0 0 8 8", refX: 5, refY: 4, markerWidth: 4.5, markerHeight: 4.5, orient: "auto" },
    svg("path", { d: "M0 0l8 4-8 4z" }),
  );
  const drawing = svg("svg", { viewBox: "-152 -128 304 256", role: "img" }, svg("defs", {}, arrowhead));
  const arrows = stages.map((_, i) => {
    const home = i === stages.length - 1;
    const path = svg("path", {
      d: arc(i / stages.length, (i + 1) / stages.length),
      class: home ? "arrow home" : "arrow",
      "marker-end": "url(#head)",
    });
    drawing.append(path);
    return path;
  });
  const nodes = stages.map((stage, i) => {
    const [x, y] = pointAt(i / stages.length, RADIUS);
    const [dx, dy, anchor] = Math.abs(x) < 1 ? [0, Math.sign(y) * (NODE + 11) + 4, "middle"] : [Math.sign(x) * (NODE + 6), 4, x > 0 ? "start" : "end"];
    const label = svg("text", { x: dx, y: dy, "text-anchor": anchor, class: "verb" });
    label.textContent = stage.verb;
    const node = svg(
      "g",
      { transform: `translate(${x} ${y})`, class: `node stage-${i + 1}` },
      svg("circle", { r: NODE }),
      svg("use", { href: `#${stage.verb}`, x: -11, y: -11, width: 22, height: 22 }),
      label,
    );
    drawing.append(node);
    return node;
  });

  return {
    drawing,
    show(step) {
      const current = step ? stages.findIndex((stage) => stage.name === step.current) : -1;
      const next = step ? stages.findIndex((stage) => stage.name === step.next) : 0;
      const taken = current >= 0 && next === (current + 1) % stages.length ? current : -1;
      nodes.forEach((node, i) => {
        node.classList.toggle("running", i === current);
        node.classList.toggle("coming", i === next && i !== current);
      });
      arrows.forEach((arrow, i) => arrow.classList.toggle("taken", i === taken));
      drawing.setAttribute("aria-label", describe(step, taken >= 0));
    },
  };
}

function describe(step, led) {
  if (!step) return "Ring of the six stages: nothing has run yet; Data Collection comes first.";
  if (step.refused) return `Ring of the six stages: ${step.current} has refused, and the program ends here.`;
  if (step.stopped) return `Ring of the six stages: ${step.current} has run, and the cycle stops here.`;
  if (step.next === step.current) return `Ring of the six stages: stage stays at ${step.current}.`;
  if (!led) return `Ring of the six stages: stage moves from ${step.current} to ${step.next}, where no arrow leads.`;
  const way = step.next === "Data Collection" ? "the way back" : "the way on";
  return `Ring of the six stages: ${step.current} has run; ${way} leads to ${step.next}.`;
}

// The theme hands its palette over as one list: a colour a stage, in their order.
function colour(element) {
  const theme = getComputedStyle(element);
  const palette = theme.getPropertyValue("--st-chart-categorical-colors").split(",");
  palette.forEach((shade, i) => element.style.setProperty(`--stage-${i + 1}`, shade.trim()));
  element.style.colorScheme = isDark(theme.getPropertyValue("--st-background-color")) ? "dark" : "light";
  element.style.setProperty("--on-accent", isDark(theme.getPropertyValue("--st-primary-color")) ? "#fff" : "#14181d");
}

function isDark(hex) {
  const [red, green, blue] = hex.trim().match(/[0-9a-f]{2}/gi).map((pair) => parseInt(pair, 16));
  return red + green + blue < 384;
}
