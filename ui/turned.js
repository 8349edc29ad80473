// Whoever pressed a button is brought to what came of it: to a heading, which has the focus then,
// or as far as it takes to see a part.

export default ({ data, parentElement }) => {
  if (!data.turned) return;
  const part = parentElement.closest(`.st-key-${data.place}`);
  if (!data.toHeading) {
    part.scrollIntoView({ block: "nearest" });
    return;
  }
  const heading = part.querySelector("h2");
  heading.tabIndex = -1;
  heading.classList.add("turned-to");
  heading.focus({ preventScroll: true });
  heading.closest("[data-testid=stMain]").scrollTo(0, 0);
};
