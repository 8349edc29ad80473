// A screen reader says what changes in a region that it knows. So the region comes empty, has the
// sentence a moment later, and loses it again: whoever reads on must not come upon it twice.

const MOMENT = 200;
const LONG_SAID = 10_000;

const said = new Set();

export default ({ data, parentElement }) => {
  // Streamlit calls this again for a change of theme, and for what was told already.
  const { when, sentence } = data;
  if (!when || said.has(when) || parentElement.toSay === when) return;
  parentElement.toSay = when;
  const region = parentElement.querySelector("p");
  region.textContent = "";
  setTimeout(() => {
    if (said.has(when) || !region.isConnected) return; // drawn anew, it is said there
    said.add(when);
    region.textContent = sentence;
    setTimeout(() => region.textContent === sentence && (region.textContent = ""), LONG_SAID);
  }, MOMENT);
};
