// Whoever pressed a button is brought to what came of it: to a heading, or the newest of some
// paragraphs, which has the focus then, or as far as it takes to see a part.

const followed = new Set();

const find = {
  heading: (place) => place.querySelector("h2"),
  words: (place) => place.querySelector("p"),
  newest: (place) => [...place.querySelectorAll("p")].at(-1),
  part: (place) => place,
};

function focus(words) {
  words.tabIndex = -1;
  words.classList.add("turned-to");
  words.focus({ preventScroll: true });
}

function show(target, to) {
  if (to === "heading") target.closest("[data-testid=stMain]").scrollTo(0, 0);
  else target.scrollIntoView({ block: "nearest" });
}

export default ({ data: { place: name, to, when, seen }, parentElement }) => {
  const place = parentElement.closest(`.st-key-${name}`);
  const target = place && find[to](place);
  if (!target) return; // the page has gone on before this script came
  if (to === "words") {
    target.setAttribute("role", "heading");
    target.setAttribute("aria-level", "2");
  }
  // Streamlit calls this again for a change of theme, and for a part that is about to go.
  if (!when || followed.has(when)) return;
  followed.add(when);
  // Of a part with words all is drawn by now; what stands below a heading is still to come.
  const stillThere = to === "words" && !document.activeElement.matches("body, :disabled");
  if (to === "part") target.classList.add("turned-part");
  else if (seen || !stillThere) focus(target);
  if (seen) show(target, to);
};
