// Whoever pressed a button far down is brought to the heading of what came of it.

export default ({ data, parentElement }) => {
  if (!data.turned) return;
  const heading = parentElement.closest(`.st-key-${data.place}`).querySelector("h2");
  heading.tabIndex = -1;
  heading.classList.add("turned-to");
  heading.focus({ preventScroll: true });
  heading.closest("[data-testid=stMain]").scrollTo(0, 0);
};
