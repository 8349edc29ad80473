// Whoever pressed a button is brought to what came of it: to a heading, which has the focus then,
// or as far as it takes to see a part.

const NEAREST = { block: "nearest" };

function focus(heading) {
  heading.tabIndex = -1;
  heading.classList.add("turned-to");
  heading.focus({ preventScroll: true });
}

const bring = {
  heading(part, { seen }) {
    const heading = part.querySelector("h2");
    focus(heading);
    if (seen) heading.closest("[data-testid=stMain]").scrollTo(0, 0);
  },
  words(part, { seen }) {
    const words = part.querySelector("p");
    focus(words);
    if (seen) words.scrollIntoView(NEAREST);
  },
  part: (part) => part.scrollIntoView(NEAREST),
};

export default ({ data, parentElement }) => {
  const part = parentElement.closest(`.st-key-${data.place}`);
  if (!part) return; // the page has gone on before this script came
  if (data.to === "words") {
    const words = part.querySelector("p");
    words.setAttribute("role", "heading");
    words.setAttribute("aria-level", "2");
  }
  if (data.when) bring[data.to](part, data);
};
