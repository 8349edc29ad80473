// Makes a component of something with `update` and `leave`, which lasts as long as its element is
// on the page. Streamlit calls what a call gave back at the end, but also when a newer call was on
// its way meanwhile: then the element is still there, and so is whatever the learner did in it.

function lasting(makeAlive) {
  const all = new WeakMap();
  return (component) => {
    const { parentElement } = component;
    const leave = () => {
      all.get(parentElement)?.leave();
      all.delete(parentElement);
    };
    if (all.get(parentElement)?.isOver?.()) leave();
    if (!all.has(parentElement)) all.set(parentElement, makeAlive(parentElement));
    all.get(parentElement).update(component);
    return () => parentElement.isConnected || leave();
  };
}
