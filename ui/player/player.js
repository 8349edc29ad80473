// One walk through the program. The whole state is where the learner is; every part of
// the page is drawn from it, and the server only hears of it afterwards.

const PAUSE = 1800;
const QUIET = 320;
const FRAME = 20;
const DOUBLE = 500; // milliseconds between two clicks, as systems count them
// Who else may have the focus and has no use for the keys: the page, its empty space, a button.
const IDLE = "html, body, [data-testid=stMain], [data-testid=stButton] button";
const CITATION = /^#(\d+)\.(current_stage|action|next_stage|tracker)$/;

// Nor has a row of buttons, whose keys they are, if a mouse or a finger has chosen in it, until the
// focus goes elsewhere. The choice comes before the player that it brings.
let pointedAt;
addEventListener("pointerdown", ({ target }) => (pointedAt = target.closest?.("[data-testid=stButtonGroup]")), true);
addEventListener("focusin", ({ target }) => pointedAt?.contains(target) || (pointedAt = undefined));

// `onward` is the button that has the focus after what had it has gone.
function makePlayer(root, onward = ".next") {
  const $ = (selector) => root.querySelector(selector);
  const player = $(".player");
  const home = location.pathname;
  const leaving = new AbortController();
  const on = (target, type, listener) => target.addEventListener(type, listener, { signal: leaving.signal });

  let walk;
  let ring;
  let tell = () => {};
  let told = 0;
  let toldPredict;
  let telling;
  let playing;
  let chosenBy = {};
  const state = { step: 0, turns: 1, predict: false, revealed: 0, tries: 0 };

  const trace = () => walk.traces[state.turns - 1];
  const end = () => trace().steps.length;
  const stepAt = (number) => trace().steps[number - 1];
  const asking = () => !$(".question").hidden;

  // ---- where the learner is -------------------------------------------------------------

  function goTo(target) {
    if (walk.locked) return;
    const wanted = Math.max(0, Math.min(target, end()));
    if (asking() && wanted > state.step) {
      $(".slider").value = state.step;
      turnToQuestion();
      return;
    }
    const step = state.predict ? Math.min(wanted, state.revealed) : wanted;
    const before = state.step;
    stopAsking();
    $(".pointing").hidden = true;
    state.step = step;
    state.revealed = Math.max(state.revealed, step);
    const inTable = $(".rows tbody").contains(root.activeElement);
    draw();
    if (inTable && !root.activeElement) ($(".now .go") ?? $(onward)).focus({ preventScroll: true });
    if (step === before + 1) afterPaint(() => fly(player, $(".executed"), $("tbody tr:last-child td:last-child")));
    if (wanted > step) {
      ask();
      turnToQuestion();
    }
    report();
    if (walk.followed) shareStep(state.step);
    else afterPaint(showWhatCame);
  }

  // Where much stands above the player, what a step brings would lie under the buttons: the page
  // is moved on, and they stay where they are. A question matters more than what stands below it.
  function showWhatCame() {
    const bottom = (part) => part?.getBoundingClientRect().bottom ?? 0;
    const parts = asking() ? [".question"] : [".now", ".narration", ".tracking"];
    if (asking()) $(".question").scrollIntoView({ block: "nearest" });
    const came = Math.max(...parts.map((part) => bottom($(part))));
    const phone = getComputedStyle($(".transport")).display === "contents";
    const bars = (phone ? [".buttons", ".folds"] : [".transport"]).map((bar) => $(bar).getBoundingClientRect());
    const hidden = came - Math.min(...bars.map(({ top }) => top));
    if (hidden > 0 && bars[0].height) document.querySelector("[data-testid=stMain]")?.scrollBy(0, hidden);
  }

  function open(place) {
    Object.assign(state, place);
    state.turns = Math.min(state.turns, walk.traces.length);
    state.step = Math.min(state.step, end());
    state.revealed = state.step;
  }

  function beginSecondTurn() {
    state.turns = 2;
    drawTrace();
    goTo(state.step + 1);
    player.scrollIntoView({ block: "start" });
    if (!asking()) $(onward).focus({ preventScroll: true });
  }

  // Writes the place into the address and tells the server, when the step has been painted
  // and not more often than browsers let an address change (Safari: 100 times in 30 seconds).
  function report() {
    clearTimeout(telling);
    const wait = Math.max(FRAME, told + QUIET - performance.now());
    telling = setTimeout(() => {
      told = performance.now();
      writeAddress();
      tell("step", state.step);
      if (toldPredict !== state.predict) tell("predict", (toldPredict = state.predict));
    }, wait);
  }

  function writeAddress() {
    if (walk.locked || location.pathname !== home) return; // it may be another page's already
    const address = new URL(location.href);
    const parameters = { step: state.step || null, turns: state.turns > 1 ? state.turns : null, predict: state.predict ? 1 : null };
    for (const [name, value] of Object.entries(parameters)) {
      if (value === null) address.searchParams.delete(name);
      else address.searchParams.set(name, value);
    }
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  }

  // ---- drawing --------------------------------------------------------------------------

  function drawTrace() {
    drawProgram($(".code"), trace().program);
    $(".rows tbody").replaceChildren();
    $(".tracker thead tr").replaceChildren();
    $(".tracker tbody tr").replaceChildren();
    $(".tracker colgroup").replaceChildren(...Array.from({ length: trace().rows + 1 }, () => make("col")));
    player.style.setProperty("--rows", trace().rows);
    $(".exit-note").textContent = trace().ending[0];
    $(".outcome").textContent = trace().ending[1];
    write($(".longer"), trace().longer);
    $(".forward").textContent = walk.forward;
  }

  function draw() {
    const step = stepAt(state.step);
    const atEnd = state.step === end();
    fill($(".rows tbody"), state.step, (i) => drawRow(walk.stages, trace().steps[i], walk.locked ? null : byHand(goTo)));
    [...$(".rows tbody").children].forEach((row, i) => {
      const now = i + 1 === state.step;
      row.classList.toggle("now", now);
      if (now) row.setAttribute("aria-current", "step");
      else row.removeAttribute("aria-current");
    });
    root.querySelectorAll(".cited").forEach((cell) => cell.classList.remove("cited"));
    drawTracker($(".tracker"), walk.stages, trace(), state.step);
    markProgram($(".code"), step);
    drawVariables($(".variables"), step ? step.variables : trace().start);
    ring.show(step);
    $(".unstarted").hidden = state.step > 0;
    narrate(step ? step.narration : walk.opening, atEnd ? ` This is the last row. ${trace().ending[1]}` : "");
    $(".running-line").textContent = step ? trace().program[step.line - 1].trim() : "";
    afterPaint(showEnding);
    $(".second-turn").hidden = state.turns === walk.traces.length;
    // How many rows there are would tell whether the cycle turns, so who predicts is not told.
    const where = state.predict && !atEnd ? `Step ${state.step}` : `Step ${state.step} of ${end()}`;
    $(".slider").max = state.predict && state.revealed < end() ? trace().rows : end();
    $(".slider").value = state.step;
    $(".slider").setAttribute("aria-valuetext", where);
    $(".where").textContent = where;
    $(".predict").checked = state.predict;
    requestAnimationFrame(showNewest);
    for (const button of [".first", ".previous"]) $(button).setAttribute("aria-disabled", state.step === 0);
    for (const button of [".next", ".last"]) $(button).setAttribute("aria-disabled", atEnd);
  }

  // Tells the step, and at the end, which stands below for the eye, why it ends. The same words
  // written again would be said again.
  function narrate(text, ending = "") {
    const narration = $(".narration");
    const told = text + ending;
    if (narration.dataset.told === told) return;
    narration.dataset.told = told;
    write(narration, text);
    if (ending) narration.append(make("span", { className: "spoken" }, ending));
  }

  // It pushes all below it down, which takes a frame of its own: the row is not kept waiting.
  function showEnding() {
    $(".ending").hidden = state.step < end();
  }

  function showNewest() {
    showNewestRows();
    const newest = $(".tracker td:last-child");
    $(".strip").scrollLeft = newest.offsetLeft + newest.offsetWidth - $(".strip").clientWidth;
    showWhatIsBeside();
  }

  // Where not all rows fit, the oldest that would be cut gives way as a whole.
  function showNewestRows() {
    const frame = $(".rows-frame");
    frame.style.maxHeight = "";
    if (frame.scrollHeight <= frame.clientHeight) return;
    frame.scrollTop = frame.scrollHeight;
    const { top, height } = frame.getBoundingClientRect();
    const head = $(".rows thead");
    const { position, top: inset } = getComputedStyle(head);
    const seenFrom = top + (position === "sticky" ? parseFloat(inset) + head.offsetHeight : 0);
    const rows = [...$(".rows tbody").children].map((row) => row.getBoundingClientRect());
    const oldest = rows.find(({ bottom }) => bottom > seenFrom);
    if (oldest === rows.at(-1) || oldest.top > seenFrom - 1) return;
    frame.style.maxHeight = `${height - (oldest.bottom - seenFrom)}px`;
    frame.scrollTop = frame.scrollHeight;
  }

  function showWhatIsBeside() {
    const { scrollLeft, clientWidth } = $(".strip");
    const newest = $(".tracker td:last-child");
    $(".strip").classList.toggle("more-before", scrollLeft > 1);
    $(".strip").classList.toggle("more-after", newest.offsetLeft + newest.offsetWidth > scrollLeft + clientWidth + 1);
  }

  // ---- predict first --------------------------------------------------------------------

  // Asks for the next row, in the place where it will stand; the focus stays where it is.
  function ask() {
    if (state.step === end()) return;
    pause();
    const step = stepAt(state.revealed + 1);
    state.tries = 0;
    write($(".question legend"), step.question);
    $(".choices").replaceChildren(
      ...walk.stages.map(({ name }) =>
        make("button", { type: "button", onclick: (event) => isDouble(event) || answer(step, name, event.currentTarget) }, stageLabel(walk.stages, name)),
      ),
    );
    $(".question").hidden = false;
    player.classList.add("asking");
    $(".unstarted").hidden = true;
    if (!state.step) narrate(walk.predicting);
    requestAnimationFrame(showNewest);
  }

  // Whoever has just asked to be asked keeps the focus on the switch, and hears the question.
  function askInPlace() {
    ask();
    $(".asked").textContent = $(".question legend").textContent;
    afterPaint(showWhatCame);
  }

  // On a choice, a second press of Enter would answer.
  function turnToQuestion() {
    $(".question fieldset").focus({ preventScroll: true });
    afterPaint(showWhatCame);
  }

  // The answer to a first click moves the choices: the second click of a double one would hit
  // another choice.
  function isDouble(click) {
    const { timeStamp, clientX, clientY } = chosenBy;
    chosenBy = click;
    const apart = Math.hypot(click.clientX - clientX, click.clientY - clientY);
    return click.detail > 0 && click.timeStamp - timeStamp < DOUBLE && apart < 10;
  }

  function answer(step, name, button) {
    if (button?.getAttribute("aria-disabled")) {
      $(".verdict").textContent = `You have tried ${name}. Choose another stage.`;
      return;
    }
    state.tries += 1;
    const right = name === step.next;
    if (!right && state.tries === 1) {
      $(".verdict").textContent = `Not ${name}. ${step.whyNot[name]} One more try.`;
      requestAnimationFrame(showNewest);
      afterPaint(showWhatCame);
      button.setAttribute("aria-disabled", true);
      button.focus({ preventScroll: true }); // not all browsers do that at a tap
      return;
    }
    state.revealed = step.number;
    stopAsking();
    goTo(step.number);
    const because = step.why ? `, because ${step.why}` : "";
    $(".verdict").textContent = right ? `Right: ${step.next}${because}.` : `Not ${name}. ${step.whyNot[name]} It was ${step.next}: the row is open.`;
    $(".verdict").classList.toggle("right", right);
    $(onward).focus({ preventScroll: true });
  }

  function stopAsking() {
    if ($(".question").contains(root.activeElement)) $(onward).focus({ preventScroll: true });
    $(".question").hidden = true;
    $(".asked").textContent = "";
    player.classList.remove("asking");
    $(".verdict").textContent = "";
    $(".verdict").classList.remove("right");
  }

  // ---- play -----------------------------------------------------------------------------

  function play() {
    if (asking()) return turnToQuestion();
    if (state.step === end()) goTo(0);
    $(".play").textContent = "Pause";
    const beat = () => {
      goTo(state.step + 1);
      if (asking() || state.step === end()) pause();
      else playing = setTimeout(beat, PAUSE / Number($(".speed").value));
    };
    playing = setTimeout(beat, PAUSE / 3 / Number($(".speed").value));
  }

  function pause() {
    clearTimeout(playing);
    playing = undefined;
    $(".play").textContent = "Play";
  }

  function byHand(move) {
    return (...event) => {
      pause();
      move(...event);
    };
  }

  // ---- citations: a link to #6.next_stage moves the highlight and the focus there -------

  function cite(hash, question) {
    const [, row, column] = CITATION.exec(hash) ?? [];
    if (!row || Number(row) > end()) return;
    pause();
    goTo(Number(row));
    if (question) leadBack(question);
    const cell = $(`[data-cell="${row}.${column}"]`);
    if (!cell) return;
    cell.classList.add("cited");
    if (!cell.offsetParent) showRows(true);
    cell.focus({ preventScroll: true });
    player.scrollIntoView({ block: "nearest" });
    cell.scrollIntoView({ block: "nearest" });
  }

  // Shows what was asked, and a way back to what has the focus now: to its place on the screen,
  // for what stands above it may have grown.
  function leadBack(question) {
    const main = document.querySelector("[data-testid=stMain]");
    const [from, focused] = [main.scrollTop, document.activeElement];
    const { top } = focused.getBoundingClientRect();
    $(".pointing p").textContent = question;
    $(".pointing").hidden = false;
    $(".back").onclick = () => {
      $(".pointing").hidden = true;
      main.scrollTop = from;
      if (!focused.isConnected) return;
      main.scrollBy(0, focused.getBoundingClientRect().top - top);
      focused.focus({ preventScroll: true });
    };
  }

  // A hint, or a link beside a run that is only read, moves the highlight and the focus to the
  // row, cell or line that it speaks of. Its words come along, and a way back to the question.
  function pointTo({ place, text }) {
    const target = findPlace(root, place);
    if (!target) return;
    leadBack(text);
    root.querySelectorAll(".cited").forEach((cited) => cited.classList.remove("cited"));
    target.classList.add("cited");
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "nearest" });
  }

  function onLink(event) {
    const hash = event.target.closest?.("a[href^='#']")?.getAttribute("href") ?? "";
    if (!CITATION.test(hash)) return;
    event.preventDefault();
    const text = event.target.closest("details")?.querySelector("summary p")?.textContent ?? "";
    if (walk.locked) pointTo({ place: hash.slice(1), text });
    else cite(hash, text);
  }

  // An address that somebody kept may end in a citation; it is followed once.
  function followAddress() {
    if (!CITATION.test(location.hash)) return;
    const { hash, pathname, search } = location;
    history.replaceState(history.state, "", pathname + search);
    cite(hash);
  }

  // ---- hands and keys -------------------------------------------------------------------

  // On a phone a part opens between the table and the buttons, which stay at the thumb.
  function showPart(part) {
    const shown = player.classList.toggle(`with-${part}`);
    $(`.show-${part}`).setAttribute("aria-expanded", shown);
    if (shown) $(`.${part}`).scrollIntoView({ block: "nearest" });
  }

  function showRows(shown) {
    player.classList.toggle("all-rows", shown);
    $(".show-rows").setAttribute("aria-expanded", shown);
    if (shown) $(".rows-frame").scrollIntoView({ block: "nearest" });
  }

  const moves = {
    ArrowLeft: () => goTo(state.step - 1),
    ArrowRight: () => goTo(state.step + 1),
    Home: () => goTo(0),
    End: () => goTo(end()),
  };

  function onKey(event) {
    const move = moves[event.key];
    if (!move || walk.locked || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const target = event.composedPath()[0];
    const inside = event.composedPath().includes(player);
    if (!inside && !pointedAt?.contains(target) && !target.matches?.(IDLE)) return;
    if (target.matches?.("input:not(.predict), select, textarea, [contenteditable], .strip, .code")) return;
    event.preventDefault();
    if (pointedAt) event.stopPropagation(); // or the row of buttons would pass the focus on
    pause();
    move();
  }

  on($(".first"), "click", byHand(moves.Home));
  on($(".previous"), "click", byHand(moves.ArrowLeft));
  on($(".next"), "click", byHand(moves.ArrowRight));
  on($(".last"), "click", byHand(moves.End));
  on($(".slider"), "input", byHand((event) => goTo(Number(event.target.value))));
  on($(".play"), "click", () => (playing ? pause() : play()));
  on($(".second-turn"), "click", byHand(beginSecondTurn));
  on($(".choices"), "mousedown", (event) => event.detail > 1 && event.preventDefault()); // no focus
  on($(".question"), "submit", (event) => event.preventDefault());
  on($(".show-rows"), "click", () => showRows(!player.classList.contains("all-rows")));
  on($(".show-program"), "click", () => showPart("program"));
  on($(".show-picture"), "click", () => showPart("picture"));
  on($(".strip"), "scroll", showWhatIsBeside);
  on($(".predict"), "change", byHand((event) => {
    state.predict = event.target.checked;
    state.revealed = state.step;
    stopAsking();
    draw();
    if (state.predict) askInPlace();
    report();
  }));
  on(document, "keydown", onKey);
  document.addEventListener("keydown", (event) => pointedAt?.contains(event.target) && onKey(event), { capture: true, signal: leaving.signal });
  on(document, "click", onLink);
  on(window, "hashchange", followAddress);
  on(matchMedia("(orientation: portrait)"), "change", () => asking() && afterPaint(showWhatCame));
  on(document, LESSON_STEP, ({ detail }) => walk.followed && detail.step !== state.step && goTo(detail.step));

  const resized = new ResizeObserver(showNewestRows);
  resized.observe($(".execution"));
  leaving.signal.addEventListener("abort", () => resized.disconnect());

  return {
    hands: { state, end, stepAt, asking, goTo, answer },
    update({ data, setStateValue }) {
      tell = setStateValue;
      colour(player);
      if (walk) {
        if (data.pointer.nth > walk.pointer.nth) pointTo(data.pointer);
        walk.pointer = data.pointer;
        return;
      }
      walk = data;
      for (const open of ["locked", "all-rows", "with-program"]) player.classList.toggle(open, walk.locked);
      player.classList.toggle("followed", Boolean(walk.followed));
      if (walk.followed) $(".narration").setAttribute("aria-live", "off"); // the reader tells
      open(data.place);
      toldPredict = state.predict;
      ring = makeRing(walk.stages);
      $(".ring").replaceChildren(ring.drawing);
      drawTrace();
      draw();
      if (state.predict) ask();
      writeAddress();
      followAddress();
    },
    leave() {
      pause();
      clearTimeout(telling);
      leaving.abort();
    },
  };
}
