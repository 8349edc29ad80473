// Measures inside the page, so that no message to the benchmark is counted.
window.bench = {
  // Every tree of elements there is: the document and the open shadow roots in it.
  trees(tree = document, found = []) {
    found.push(tree);
    for (const element of tree.querySelectorAll("*")) if (element.shadowRoot) bench.trees(element.shadowRoot, found);
    return found;
  },

  // The moment of the first task after the next frame. Frame callbacks run before a frame is laid
  // out and painted, so a task that is posted in one runs when the page's own work on it is done.
  painted() {
    return new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      });
    });
  },

  // From a trusted event (its own time stamp, so waiting in the queue counts) to the painted frame
  // in which each wanted thing can be seen, in milliseconds. With `still`, also to the last frame
  // that changed something inside the elements it selects.
  watch(type, wanted, { still = "", patience = 8000, calm = 400 } = {}) {
    return new Promise((resolve, reject) => {
      const milliseconds = {};
      let waiting = Object.keys(wanted).length;
      let start;
      let calming;
      const finish = () => {
        observer.disconnect();
        clearTimeout(giveUp);
        resolve(milliseconds);
      };
      const see = (name) =>
        bench.painted().then((now) => {
          milliseconds[name] = now - start;
          waiting -= 1;
          if (!waiting && !still) finish();
        });
      const restart = () => {
        bench.painted().then((now) => (milliseconds.still = now - start));
        clearTimeout(calming);
        calming = setTimeout(() => !waiting && finish(), calm);
      };
      const observer = new MutationObserver((changes) => {
        if (start === undefined) return;
        for (const [name, there] of Object.entries(wanted)) {
          if (name in milliseconds || !there()) continue;
          milliseconds[name] = null;
          see(name);
        }
        const within = ({ target, addedNodes }) => (target.closest ?? target.parentElement?.closest)?.call(target.closest ? target : target.parentElement, still) || [...addedNodes].some((node) => node.querySelector?.(still));
        if (still && changes.some(within)) restart();
      });
      for (const tree of bench.trees()) observer.observe(tree, { subtree: true, childList: true, characterData: true, attributes: Boolean(still) });
      const giveUp = setTimeout(() => {
        observer.disconnect();
        reject(new Error(`Waited ${patience} ms after ${type} and saw ${JSON.stringify(milliseconds)}`));
      }, patience);
      const begin = (event) => {
        if (event.isTrusted) start ??= event.timeStamp;
      };
      addEventListener(type, begin, { capture: true, once: true });
    });
  },

  // From the start of the navigation to the painted frame in which something can be used.
  async usable(there, patience = 60000) {
    while (!there()) {
      if (performance.now() > patience) throw new Error(`Not usable within ${patience} ms`);
      await new Promise(requestAnimationFrame);
    }
    return bench.painted();
  },

  button(name) {
    const named = (button) => (button.getAttribute("aria-label") ?? button.textContent).trim() === name;
    return bench.trees().flatMap((tree) => [...tree.querySelectorAll("button")]).find(named);
  },
};
