// Makes a component of something with `update` and `leave`, which lasts as long as its element is
// on the page. Streamlit calls what a call gave back at the end, but also when a newer call was on
// its way meanwhile: then the element is still there, and so is whatever the learner did in it.

function lasting(makeAlive) {
  const all = new WeakMap();
  const make = (element) => {
    const alive = makeAlive(element);
    const line = makeLine();
    return {
      isOver: alive.isOver,
      update: (component) => alive.update(line.through(component)),
      leave() {
        line.leave();
        alive.leave();
      },
    };
  };
  return (component) => {
    const { parentElement } = component;
    const leave = () => {
      all.get(parentElement)?.leave();
      all.delete(parentElement);
    };
    if (all.get(parentElement)?.isOver?.()) leave();
    if (!all.has(parentElement)) all.set(parentElement, make(parentElement));
    all.get(parentElement).update(component);
    return () => parentElement.isConnected || leave();
  };
}

// The line to the server. What came over it after another page was asked for would make Streamlit
// run this page once more and clear the other: nothing is told then, until this page is drawn anew.
function makeLine() {
  const home = location.pathname;
  const leaving = new AbortController();
  const first = { capture: true, signal: leaving.signal };
  let open = true;

  function onClick(event) {
    const link = event.composedPath().find((each) => each.matches?.("a[href]"));
    const elsewhere = link?.target === "_blank" || event.ctrlKey || event.metaKey || event.shiftKey;
    if (link && !elsewhere) open = link.pathname === home;
  }

  addEventListener("click", onClick, first);
  addEventListener("popstate", () => (open = location.pathname === home), first);

  return {
    through(component) {
      open = true;
      const whileOpen = (send) => (name, value) => open && send(name, value);
      return { ...component, setStateValue: whileOpen(component.setStateValue), setTriggerValue: whileOpen(component.setTriggerValue) };
    },
    leave() {
      leaving.abort();
      // The next page may take this one's place without moving the screen: it is seen from its top.
      if (!open) document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
    },
  };
}
