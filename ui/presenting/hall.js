// What a room meets whatever is presented: large type, a foot with its keys, a blank screen,
// and a second window that is told where the first one is and may step it.

const CHANNEL = "lifecycle-present";
const ROOM = { width: 1200, height: 675, wide: 1000, low: 500 };

// The time of this presentation: from the opening of Present until it is left; a reload keeps it.
function makeClock() {
  const KEPT = "lifecycle-present";
  const opened = performance.timeOrigin;
  const playlist = new URLSearchParams(location.search).get("playlist");
  const before = JSON.parse(tab.get(KEPT));
  const [load] = performance.getEntriesByType("navigation");
  const reloaded = load.type === "reload" && new URL(load.name).pathname === location.pathname;
  const goesOn = before?.playlist === playlist && (before.opened === opened || reloaded);
  const kept = goesOn ? before : { id: `${Math.random()}`, opened, playlist, started: Date.now(), here: "", since: Date.now(), spent: {} };
  const keep = () => tab.set(KEPT, JSON.stringify(kept));
  return {
    id: kept.id,
    enter(here) {
      if (here === kept.here) return;
      const now = Date.now();
      kept.spent[kept.here] = (kept.spent[kept.here] ?? 0) + now - kept.since;
      Object.assign(kept, { here, since: now });
      keep();
    },
    restart() {
      Object.assign(kept, { started: Date.now(), since: Date.now(), spent: {} });
      keep();
    },
    end: () => tab.drop(KEPT),
    times() {
      const now = Date.now();
      return { elapsed: now - kept.started, here: now - kept.since + (kept.spent[kept.here] ?? 0) };
    },
  };
}

// `acts` are what keys do to what is presented; `acts.place()` says where it stands.
function makeHall(root, acts) {
  const $ = (selector) => root.querySelector(selector);
  const leaving = new AbortController();
  const on = (target, type, listener, how) => target.addEventListener(type, listener, { ...how, signal: leaving.signal });
  const channel = new BroadcastChannel(CHANNEL);
  const clock = makeClock();
  const page = document.documentElement;
  const opened = location.pathname;
  const beneath = document.querySelectorAll("[data-testid=stHeader], [data-testid=stSkipToContent]");
  const lockBeneath = (locked) => beneath.forEach((part) => (part.inert = locked));
  const mine = Symbol.for("lifecycle-hall");
  let focused;

  function enlarge() {
    const by = Math.min(innerWidth / ROOM.width, innerHeight / ROOM.height);
    page.style.fontSize = innerWidth < ROOM.wide ? "" : `${16 * Math.max(1, by)}px`;
  }

  function say(text) {
    $(".told").textContent = text;
  }

  function show() {
    const { where, leave, stay, predicts } = acts.place();
    clock.enter(stay);
    $(".whereabouts").textContent = where;
    $(".leave").href = leave;
    $(".go-predict").setAttribute("aria-pressed", Boolean(predicts));
    tellNotes();
  }

  function tellNotes() {
    channel.postMessage({ kind: "here", id: clock.id, topic: $(".topic").textContent, blank: !$(".cover").hidden, characters: $(".letters").checked, ...acts.place(), ...clock.times() });
  }

  const tellGone = () => channel.postMessage({ kind: "gone", id: clock.id });

  function showKeys(shown) {
    $(".keys").hidden = !shown;
    $(".show-keys").setAttribute("aria-expanded", shown);
  }

  function blank() {
    const covering = $(".cover").hidden;
    if (covering) focused = root.activeElement;
    $(".cover").hidden = !covering;
    for (const part of [".shown", ".bar", ".keys"]) $(part).inert = covering;
    (covering ? $(".cover") : focused)?.focus();
    say(covering ? "The screen is blank. Press B to show it again." : "The screen is shown again.");
    tellNotes();
  }

  function openNotes() {
    const opened = open("notes", "lifecycle-notes", "popup,width=960,height=760");
    say(opened ? "" : "The browser let no second window open: allow it for this page, or open the page Speaker notes in a window of your own.");
  }

  const step = (act) => () => {
    if (!$(".cover").hidden) return blank();
    say("");
    showKeys(false);
    act();
  };
  const next = step(acts.next);
  const back = step(acts.back);
  const keys = {
    ArrowRight: next,
    PageDown: next,
    ArrowLeft: back,
    PageUp: back,
    Home: step(acts.first),
    End: step(acts.last),
    Escape: () => ($(".cover").hidden ? $(".leave").click() : blank()),
  };
  const characters = { b: blank, ".": blank, n: openNotes, p: acts.predict, "?": () => showKeys($(".keys").hidden) };

  function onKey(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const act = keys[event.key] ?? ($(".letters").checked && characters[event.key.toLowerCase()]);
    const target = event.composedPath()[0];
    const scrolls = !event.key.startsWith("Page") && target.matches?.(".strip, .code");
    if (!act || (scrolls && keys[event.key]) || target.matches?.("select, textarea, input:not([type=checkbox])")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.repeat) return;
    say("");
    act();
  }

  const commands = { next, back, blank, restart: () => (clock.restart(), tellNotes()) };
  channel.onmessage = ({ data }) => {
    if (data.kind === "who") tellNotes();
    if (data.kind === "do" && data.id === clock.id) commands[data.act]?.();
  };
  on(document, "keydown", onKey, { capture: true });
  on(window, "resize", enlarge);
  on(window, "pagehide", tellGone);
  on($(".go-on"), "click", next);
  on($(".go-back"), "click", back);
  on($(".go-blank"), "click", blank);
  on($(".go-predict"), "click", acts.predict);
  root.querySelectorAll(".of-walk").forEach((part) => (part.hidden = !acts.predict));
  on($(".cover"), "click", blank);
  on($(".letters"), "change", tellNotes);
  on($(".open-notes"), "click", openNotes);
  on($(".show-keys"), "click", characters["?"]);
  showKeys(innerWidth >= ROOM.wide && innerHeight >= ROOM.low); // else they cover what is shown
  enlarge();
  lockBeneath(true);
  $(".hall").hidden = false;
  // The last moment may stay on the page for a while when the next is there: it hears no more.
  page[mine]?.abort();
  page[mine] = leaving;
  leaving.signal.addEventListener("abort", () => {
    channel.close();
    $(".hall").hidden = true;
  });

  return {
    show,
    say,
    update({ topic, notices }) {
      colour($(".hall"));
      $(".topic").textContent = topic;
      if (notices.length) say(notices.join(" "));
      show();
    },
    isOver: () => leaving.signal.aborted,
    leave() {
      if (location.pathname !== opened) {
        tellGone();
        clock.end();
      }
      leaving.abort();
      if (page[mine] !== leaving) return; // the next moment is here already
      page.style.fontSize = "";
      lockBeneath(false);
    },
  };
}

// The way to another moment of a playlist; where there is none, it says so.
function makeWays(hall, talk, go) {
  const to = (at) => (hall.say(`Moment ${at} of ${talk().of}`), go()(at));
  return {
    on: () => (talk().at < talk().of ? to(talk().at + 1) : hall.say("This is the end.")),
    back: () => (talk().at > 1 ? to(talk().at - 1) : hall.say("This is the beginning.")),
  };
}
