// The transcript, read aloud or by eye. Where the reader is is one sentence; the mark in the
// text, the words in the bar and the player follow it.

const LATE = 1500;
const VOICELESS = "This browser has no English voice of its own: Play moves on in reading time, without a sound.";
const FAILED = "The voice did not speak: choose another one, or press Play again.";

// Markdown's marks that sentences have: `code` and **strong**.
function marked(text) {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((part) => {
    if (part.startsWith("`")) return make("code", {}, part.slice(1, -1));
    return part.startsWith("**") ? make("strong", {}, part.slice(2, -2)) : part;
  });
}

function makeReader(root) {
  const $ = (selector) => root.querySelector(selector);
  const leaving = new AbortController();
  const { signal } = leaving;
  const on = (target, type, listener) => target.addEventListener(type, listener, { signal });
  const voice = makeVoice();

  let lesson;
  let tell = () => {};
  let now = 0;
  let playing = false;
  const sentences = []; // of each its link, its step and what a voice says
  const last = () => sentences.length - 1;

  // ---- the text -------------------------------------------------------------------------

  function sentence({ text, spoken }, step) {
    const place = sentences.length;
    const link = make("a", { href: `#sentence-${place + 1}`, tabIndex: -1, draggable: false }, ...marked(text));
    sentences.push({ link, step, spoken });
    on(link, "click", (event) => {
      event.preventDefault();
      goTo(place);
    });
    return link;
  }

  function paragraph({ sentences: told, listed }, step) {
    const links = told.map((each) => sentence(each, step));
    if (listed) return make("ol", {}, ...links.map((link) => make("li", {}, link)));
    return make("p", {}, ...links.flatMap((link) => [link, " "]));
  }

  function drawText() {
    const parts = lesson.parts.map(({ heading, step, paragraphs }, i) =>
      make(
        "section",
        {},
        make(i ? "h3" : "h2", {}, sentence(heading, step)),
        ...paragraphs.map((each) => paragraph(each, step)),
      ),
    );
    $(".text").replaceChildren(...parts);
    const address = new URL(location.pathname, location.origin);
    address.searchParams.set("scenario", lesson.scenario);
    $(".whence").textContent = `${lesson.title}: ${address.href}`;
  }

  // ---- where the reader is --------------------------------------------------------------

  // The text scrolls along only with who is looking at it; who watches the player stays there.
  function goTo(target) {
    const before = sentences[now].link;
    const inView = isInView(before);
    now = Math.max(0, Math.min(target, last()));
    before.removeAttribute("aria-current");
    before.tabIndex = -1;
    draw();
    if (inView) sentences[now].link.scrollIntoView({ block: "nearest" });
    shareStep(sentences[now].step);
    if (now === last()) tell("finished", true);
    if (playing) speak();
  }

  function isInView(link) {
    const { top, bottom } = link.getBoundingClientRect();
    return bottom > 0 && top < $(".bar").getBoundingClientRect().top;
  }

  function draw() {
    const { link } = sentences[now];
    link.setAttribute("aria-current", "true");
    link.tabIndex = 0;
    $(".caption").replaceChildren(...[...link.childNodes].map((node) => node.cloneNode(true)));
    $(".previous").setAttribute("aria-disabled", now === 0);
    $(".next").setAttribute("aria-disabled", now === last());
  }

  const firstOf = (step) => sentences.findIndex((each) => each.step === step);

  // ---- reading aloud --------------------------------------------------------------------

  function play() {
    setPlaying(true);
    drawVoices();
    sayIfVoiceless();
    if (now === last()) goTo(0);
    else speak();
  }

  function pause() {
    setPlaying(false);
    voice.stop();
  }

  // What a voice reads aloud, the learner's own screen reader shall not say at the same time.
  function setPlaying(on) {
    playing = on;
    $(".play").textContent = on ? "Pause" : "Play";
    $(".caption").setAttribute("aria-live", on ? "off" : "polite");
  }

  function speak() {
    const done = () => (now === last() ? pause() : goTo(now + 1));
    const failed = () => {
      pause();
      write($(".notice"), FAILED);
    };
    voice.say(sentences[now].spoken, { voice: chosen(), rate: Number($(".rate").value) }, done, failed);
  }

  const chosen = () => voice.voices().find(({ voiceURI }) => voiceURI === $(".voice").value);

  function drawVoices() {
    const voices = voice.voices();
    const wanted = chosen() ?? voices.find((each) => each.default) ?? voices[0];
    $(".voice").replaceChildren(
      ...voices.map(({ name, lang, voiceURI }) => make("option", { value: voiceURI }, `${name} (${lang})`)),
    );
    $(".voice").disabled = !voices.length;
    if (wanted) $(".voice").value = wanted.voiceURI;
    else $(".voice").append(make("option", {}, "none"));
    if (voices.length) write($(".notice"), "");
  }

  function sayIfVoiceless() {
    if (!voice.voices().length) write($(".notice"), VOICELESS);
  }

  // ---- hands and keys -------------------------------------------------------------------

  const moves = {
    ArrowLeft: (at) => at - 1,
    ArrowUp: (at) => at - 1,
    ArrowRight: (at) => at + 1,
    ArrowDown: (at) => at + 1,
    Home: () => 0,
    End: last,
  };

  function onKey(event) {
    const at = sentences.findIndex(({ link }) => link === event.target);
    const move = moves[event.key];
    if (at < 0 || !move || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    sentences[Math.max(0, Math.min(move(at), last()))].link.focus();
  }

  on($(".play"), "click", () => (playing ? pause() : play()));
  on($(".previous"), "click", () => goTo(now - 1));
  on($(".next"), "click", () => goTo(now + 1));
  on($(".print"), "click", () => window.print());
  on($(".text"), "keydown", onKey);
  for (const choice of [".voice", ".rate"]) on($(choice), "change", () => playing && speak());
  on(document, LESSON_STEP, ({ detail }) => {
    if (detail.step !== sentences[now].step) goTo(firstOf(detail.step));
  });
  // A voice may go on while the learner looks elsewhere; what is only shown may not.
  on(document, "visibilitychange", () => document.hidden && playing && !chosen() && pause());
  on(window, "pagehide", pause);

  return {
    update({ data, setStateValue }) {
      tell = setStateValue;
      if (lesson) return;
      lesson = data;
      drawText();
      now = firstOf(lesson.step);
      draw();
      voice.onVoices(drawVoices, signal);
      setTimeout(() => signal.aborted || sayIfVoiceless(), LATE);
    },
    leave() {
      pause();
      leaving.abort();
    },
  };
}

export default lasting(makeReader);
