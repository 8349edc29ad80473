// The editor and the trace of what stands in it. The program runs in the sandbox; what comes
// back is drawn as text, never as markup.

const KEPT = "lifecycle-code-lab";

function makeLab(root) {
  const $ = (selector) => root.querySelector(selector);
  const lab = $(".lab");
  const paper = $("textarea");
  const leaving = new AbortController();
  const on = (target, type, listener) => target.addEventListener(type, listener, { signal: leaving.signal });

  let known;
  let sandbox;
  let ring;
  let trace;
  let at = 0;
  let running = false;

  // ---- the paper ------------------------------------------------------------------------

  function number() {
    const count = paper.value.split("\n").length;
    paper.rows = Math.max(count, 8);
    fill($(".numbers"), count, (i) => make("li", {}, String(i + 1)));
  }

  function mark(line, kind) {
    const height = parseFloat(getComputedStyle(paper).lineHeight);
    $(".mark").hidden = !line;
    $(".mark").className = `mark ${kind}`;
    $(".mark").style.transform = `translateY(${(line - 1) * height}px)`;
    [...$(".numbers").children].forEach((each, i) => each.classList.toggle("here", i + 1 === line));
  }

  function restore() {
    paper.value = known.program;
    edited();
    sandbox?.renew();
    $(".said").textContent = "The lesson's program is back.";
    paper.focus();
  }

  // The learner's own program stays in this tab, for as long as the browser lets it.
  function keep() {
    if (paper.value === known.program) tab.drop(KEPT);
    else tab.set(KEPT, paper.value);
  }

  function edited() {
    keep();
    number();
    mark(0, "");
    complain("");
    $(".said").textContent = said();
  }

  function complain(sentence) {
    $(".trouble").textContent = sentence;
    if (!sentence) return paper.removeAttribute("aria-invalid");
    paper.setAttribute("aria-invalid", "true");
    $(".trouble").scrollIntoView({ block: "nearest" });
  }

  // ---- tracing --------------------------------------------------------------------------

  async function open() {
    $(".closed").hidden = true;
    $(".editing").hidden = false;
    const own = tab.get(KEPT);
    if (own !== null) {
      paper.value = own;
      $(".said").textContent = "This is your own program from before.";
    }
    number();
    paper.focus();
    await sandbox.open().catch((error) => complain(error.message));
  }

  async function traceIt() {
    if (running) return;
    busy(true);
    complain("");
    const program = paper.value;
    try {
      const outcome = $("input[name=outcome]:checked").value;
      show(await sandbox.run(program, known.lessons[outcome]), program);
    } catch (error) {
      $(".said").textContent = said();
      complain(error instanceof StoppedError ? error.message : "The trace could not be read.");
    }
    busy(false);
  }

  function busy(now) {
    running = now;
    $(".stop").setAttribute("aria-disabled", !now);
    $(".trace").setAttribute("aria-disabled", now);
    if (now) $(".said").textContent = "Running…";
  }

  // ---- the trace ------------------------------------------------------------------------

  function show(traced, program) {
    const count = traced.rows.length;
    trace = { ...traced, steps: traced.rows, text: program };
    for (const part of [".execution", ".tracking", ".picture"]) $(part).hidden = count === 0;
    $(".printing").hidden = !trace.printed;
    $(".printed").textContent = trace.printed;
    lab.style.setProperty("--rows", count);
    $(".rows tbody").replaceChildren(...trace.rows.map((row) => drawRow(known.stages, row, goTo)));
    for (const part of ["thead tr", "tbody tr"]) $(`.tracker ${part}`).replaceChildren();
    trace.begin = trace.rows[0]?.current;
    if (count) {
      drawTracker($(".tracker"), known.stages, trace, count);
      goTo(1);
    } else mark(0, "");
    $(".said").textContent = said();
    if (trace.error && !isOld()) {
      complain(trace.error.says);
      mark(trace.error.line, "wrong");
    }
  }

  // The learner may write on while a program runs, and after it.
  function isOld() {
    return trace.text !== paper.value;
  }

  function said() {
    if (!trace) return "";
    const count = trace.rows.length;
    if (isOld()) return count ? "The table below is from before you changed the program." : "What ran was the program before you changed it.";
    if (!count) return trace.error ? "" : "No row: the program came to its end, and `stage` never moved.".replaceAll("`", "");
    return `${count} ${count === 1 ? "row" : "rows"}${trace.error ? " before it stopped" : ""}.`;
  }

  function goTo(wanted) {
    at = Math.max(1, Math.min(wanted, trace.rows.length));
    const row = trace.rows[at - 1];
    [...$(".rows tbody").children].forEach((each, i) => {
      const now = i + 1 === at;
      each.classList.toggle("now", now);
      if (now) each.setAttribute("aria-current", "step");
      else each.removeAttribute("aria-current");
    });
    [...$(".tracker tbody tr").children].forEach((cell, i) => cell.classList.toggle("now", i === at));
    mark(isOld() ? 0 : row.line, "ran");
    drawVariables($(".variables"), row.variables);
    ring.show(row);
    write($(".narration"), row.narration);
    $(".previous").setAttribute("aria-disabled", at === 1);
    $(".following").setAttribute("aria-disabled", at === trace.rows.length);
    showCell($(".strip"), $(".tracker tbody tr").children[at]);
  }

  function showCell(strip, cell) {
    strip.scrollLeft = cell.offsetLeft + cell.offsetWidth - strip.clientWidth;
  }

  // ---- hands and keys -------------------------------------------------------------------

  const moves = { ArrowLeft: () => goTo(at - 1), ArrowRight: () => goTo(at + 1), Home: () => goTo(1), End: () => goTo(trace.rows.length) };

  function onKey(event) {
    const target = event.composedPath()[0];
    if (target === paper) {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        if (!event.repeat) traceIt();
      }
      return;
    }
    const move = moves[event.key];
    if (!move || !trace?.rows.length || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (target.matches?.("input, .strip, .printed")) return;
    event.preventDefault();
    move();
  }

  on($(".open"), "click", open);
  on($(".trace"), "click", traceIt);
  on($(".stop"), "click", () => running && sandbox.stop());
  on($(".restore"), "click", restore);
  on($(".previous"), "click", () => goTo(at - 1));
  on($(".following"), "click", () => goTo(at + 1));
  on(paper, "input", edited);
  on(lab, "keydown", onKey);

  return {
    update({ data }) {
      colour(lab);
      if (known) return;
      known = data;
      paper.value = known.program;
      sandbox = makeSandbox(lab, known);
      ring = makeRing(known.stages);
      $(".ring").replaceChildren(ring.drawing);
    },
    leave() {
      sandbox?.leave();
      leaving.abort();
    },
  };
}

export default lasting(makeLab);
