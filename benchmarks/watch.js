// Measures inside the page, so that no message to the benchmark is counted.
window.bench = {
  // Every tree of elements there is: the document and the open shadow roots in it.
  trees(tree = document, found = []) {
    found.push(tree);
    for (const element of tree.querySelectorAll("*")) if (element.shadowRoot) bench.trees(element.shadowRoot, found);
    return found;
  },

  // The elements a selector finds in any tree. To find them takes long, so it is done beforehand.
  find(selector) {
    return bench.trees().flatMap((tree) => [...tree.querySelectorAll(selector)]);
  },

  // The moment of the first task after the next frame. Frame callbacks run before a frame is laid
  // out and painted, so a task posted in one, ahead of all others, runs when that work is done.
  painted() {
    return new Promise((resolve) => {
      requestAnimationFrame(() => {
        scheduler.postTask(() => resolve(performance.now()), { priority: "user-blocking" });
      });
    });
  },

  // From a trusted event (its own time stamp, so waiting in the queue counts) to the painted frame
  // in which each wanted thing can be seen, in milliseconds. With `still`, also to the last frame
  // that changed something inside the elements it selects.
  watch(type, wanted, { still = "", patience = 8000, calm = 400 } = {}) {
    return new Promise((resolve, reject) => {
      const milliseconds = {};
      const waiting = new Map(Object.entries(wanted));
      let start;
      let calming;
      const finish = (settle, answer) => {
        observer.disconnect();
        clearTimeout(calming);
        clearTimeout(givingUp);
        settle(answer);
      };
      const finishIfSeen = () => !wanting && finish(resolve, milliseconds);
      let wanting = waiting.size;
      const see = async (name) => {
        waiting.delete(name);
        milliseconds[name] = (await bench.painted()) - start;
        wanting -= 1;
        if (!still) finishIfSeen();
      };
      const restart = async () => {
        clearTimeout(calming);
        calming = setTimeout(finishIfSeen, calm);
        milliseconds.still = (await bench.painted()) - start;
      };
      const observer = new MutationObserver((changes) => {
        if (start === undefined) return;
        for (const [name, there] of waiting) if (there()) see(name);
        if (still && changes.some((change) => bench.within(change, still))) restart();
      });
      const what = { subtree: true, childList: true, characterData: true, attributes: Boolean(still) };
      for (const tree of bench.trees()) observer.observe(tree, what);
      addEventListener(type, (event) => event.isTrusted && (start ??= event.timeStamp), { capture: true, once: true });
      const givingUp = setTimeout(
        () => finish(reject, new Error(`Waited ${patience} ms after ${type} and saw ${JSON.stringify(milliseconds)}`)),
        patience,
      );
    });
  },

  within({ target, addedNodes }, selector) {
    const element = target instanceof Element ? target : target.parentElement;
    return element?.closest(selector) || [...addedNodes].some((node) => node.querySelector?.(selector));
  },

  // From the start of the navigation to the painted frame in which something can be used.
  async usable(there, patience = 60000) {
    while (!there()) {
      if (performance.now() > patience) throw new Error(`${location.href} was not usable within ${patience} ms`);
      await new Promise(requestAnimationFrame);
    }
    return bench.painted();
  },

  button(name) {
    const named = (button) => (button.getAttribute("aria-label") ?? button.textContent).trim() === name;
    return bench.find("button").find(named);
  },
};
