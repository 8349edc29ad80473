// Whoever pressed a button is brought to what came of it: to a heading, which has the focus then,
// or as far as it takes to see a part.

const NEAREST = { block: "nearest" };
const followed = new Set();
const FIRST = { heading: "h2", words: "p", part: "*" };

function focus(heading) {
  heading.tabIndex = -1;
  heading.classList.add("turned-to");
  heading.focus({ preventScroll: true });
}

const bring = {
  heading(heading, seen) {
    focus(heading);
    if (seen) heading.closest("[data-testid=stMain]").scrollTo(0, 0);
  },
  words(heading, seen) {
    focus(heading);
    if (seen) heading.scrollIntoView(NEAREST);
  },
  part({ parentElement: part }) {
    part.classList.add("turned-part");
    part.scrollIntoView(NEAREST);
  },
};

export default ({ data, parentElement }) => {
  const first = parentElement.closest(`.st-key-${data.place}`)?.querySelector(FIRST[data.to]);
  if (!first) return; // the page has gone on before this script came
  if (data.to === "words") {
    first.setAttribute("role", "heading");
    first.setAttribute("aria-level", "2");
  }
  // Streamlit calls this again for a change of theme, and for a part that is about to go.
  if (!data.when || followed.has(data.when)) return;
  followed.add(data.when);
  // Of a part with words all is drawn by now; what stands below a heading is still to come.
  const stillThere = data.to === "words" && !document.activeElement.matches("body, :disabled");
  if (data.seen || !stillThere) bring[data.to](first, data.seen);
};
