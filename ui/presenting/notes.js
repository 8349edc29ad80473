// The second window: it hears where the presentation is, and may step it.

const CHANNEL = "lifecycle-present";
const PATIENCE = 1500;
const MINUTE = 60_000;
const LOST = "No presentation is open in this browser. Open Present in another window: this one follows it.";

function asTime(milliseconds) {
  const seconds = Math.floor(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function makeNotes(root) {
  const $ = (selector) => root.querySelector(selector);
  const channel = new BroadcastChannel(CHANNEL);
  const leaving = new AbortController();
  let heard;
  let at;

  // A part without words is left out, with its heading.
  function write(selector, text) {
    const element = $(selector);
    element.textContent = text;
    for (const part of [element, element.previousElementSibling]) if (part?.tagName !== "H2") part.hidden = !text;
  }

  function show() {
    const { topic, where, moment, note, asked, blank } = heard;
    $(".following").hidden = false;
    $(".status").textContent = `${where} · ${topic}${blank ? " · The screen is blank." : ""}`;
    $(".blank").setAttribute("aria-pressed", blank);
    $(".asked").hidden = !asked;
    if (asked) for (const part of ["question", "answer"]) $(`.asked .${part}`).textContent = asked[part];
    $(".moment").hidden = !moment;
    if (moment) for (const part of ["note", "question", "answer", "coming"]) write(`.moment .${part}`, moment[part]);
    $(".step").hidden = !note;
    if (note) for (const part of ["say", "ask", "expect", "measured"]) write(`.step .${part}`, note[part]);
    tick();
  }

  function tick() {
    if (!heard) return;
    const { minutes, before, total } = heard.plan;
    const passed = Date.now() - at;
    const [elapsed, here] = [heard.elapsed + passed, heard.here + passed];
    $(".elapsed").textContent = asTime(elapsed);
    $(".here").textContent = asTime(here);
    $(".total").textContent = `of ${total} min`;
    $(".minutes").textContent = `of ${minutes} min`;
    const late = elapsed - (before + minutes) * MINUTE;
    $(".pace").textContent = late > 0 ? `${asTime(late)} later than planned.` : `Go on before ${asTime((before + minutes) * MINUTE)} minutes have passed.`;
    $(".pace").classList.toggle("late", late > 0);
  }

  const act = (name) => () => channel.postMessage({ kind: "do", id: heard?.id, act: name });
  const keys = { ArrowRight: act("next"), PageDown: act("next"), ArrowLeft: act("back"), PageUp: act("back"), b: act("blank"), ".": act("blank") };

  channel.onmessage = ({ data }) => {
    if (data.kind === "here") {
      clearTimeout(waiting);
      heard = data;
      at = Date.now();
      show();
    }
    if (data.kind === "gone" && data.id === heard?.id) {
      heard = undefined;
      $(".following").hidden = true;
      $(".status").textContent = "The presentation was left. This window follows it again when it goes on.";
    }
  };
  for (const name of ["back", "next", "blank", "restart"]) $(`.${name}`).onclick = act(name);
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key.length === 1 && !heard?.characters) return;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      if (!keys[key] || event.altKey || event.ctrlKey || event.metaKey || event.repeat) return;
      event.preventDefault();
      keys[key]();
    },
    { signal: leaving.signal },
  );
  const ticking = setInterval(tick, 1000);
  const waiting = setTimeout(() => ($(".status").textContent = LOST), PATIENCE);
  channel.postMessage({ kind: "who" });

  return {
    update() {},
    leave() {
      clearInterval(ticking);
      clearTimeout(waiting);
      leaving.abort();
      channel.close();
    },
  };
}

export default lasting(makeNotes);
