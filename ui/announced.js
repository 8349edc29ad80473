// A screen reader says what changes in a region that it knows. So the region comes empty, has the
// sentence a moment later, and loses it again: whoever reads on must not come upon it twice.

const MOMENT = 200;
const LONG_SAID = 10_000;

export default ({ data, parentElement }) => {
  // Streamlit calls this again for a change of theme too.
  if (!data.when || parentElement.said === data.when) return;
  parentElement.said = data.when;
  const region = parentElement.querySelector("p");
  region.textContent = "";
  setTimeout(() => (region.textContent = data.sentence), MOMENT);
  setTimeout(() => region.textContent === data.sentence && (region.textContent = ""), LONG_SAID);
};
