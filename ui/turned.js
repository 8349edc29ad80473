// Whoever pressed a button is brought to what came of it: to a heading, or the newest of some
// paragraphs, which has the focus then, or as far as it takes to see a part.

const SOON = 1000; // milliseconds
const GROWN = 10_000;
const HANDS = ["pointerdown", "wheel", "touchmove", "keydown"];
const followed = new Set();

const find = {
  heading: (place) => place.querySelector("h2"),
  words: (place) => place.querySelector("p"),
  newest: (place) => [...place.querySelectorAll("p")].at(-1),
  part: (place) => place,
};

function take(words) {
  words.tabIndex = -1;
  words.focus({ preventScroll: true });
}

// The news may come a moment before what it takes away has gone, and the focus with it.
function takeWhatIsLost(words, until = performance.now() + SOON, had = document.activeElement) {
  if (document.activeElement.matches("body, :disabled")) take(words);
  else if (document.activeElement === had && performance.now() < until)
    requestAnimationFrame(() => takeWhatIsLost(words, until, had));
}

function show(target, to) {
  if (to === "heading") target.closest("[data-testid=stMain]").scrollTo(0, 0);
  else target.scrollIntoView({ block: "nearest" });
  if (to === "part") showWhatGrows(target);
}

// A picture has its height only when its library is there. Whoever moves meanwhile is left alone.
function showWhatGrows(part) {
  const growing = new ResizeObserver(() => part.scrollIntoView({ block: "nearest" }));
  const done = () => growing.disconnect();
  growing.observe(part);
  setTimeout(done, GROWN);
  for (const hand of HANDS) addEventListener(hand, done, { once: true, capture: true });
}

export default ({ data: { to, when, seen, focus }, parentElement }) => {
  const place = parentElement.closest("[data-testid=stVerticalBlock]");
  const target = place && find[to](place);
  if (!target) return; // the page has gone on before this script came
  if (to === "words") {
    target.setAttribute("role", "heading");
    target.setAttribute("aria-level", "2");
  }
  // Streamlit calls this again for a change of theme, and for a part that is about to go.
  if (!when || followed.has(when)) return;
  followed.add(when);
  target.classList.add("turned-to");
  if (focus === "always") take(target);
  if (focus === "if lost") takeWhatIsLost(target);
  if (seen) show(target, to);
};
