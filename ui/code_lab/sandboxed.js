// The page's side of the sandbox: it asks one question at a time, waits two seconds, and ends
// what does not answer by throwing the whole sandbox away. What comes back is only data.

const PATIENCE = 2000;
const LOADING = 30_000;
const NOT_FETCHED = "The browser's Python could not be fetched. Please try again.";
const NO_START = "The browser's Python did not start. Please load the page anew.";

class StoppedError extends Error {}

function makeSandbox(home, { sandbox, brython, patience = PATIENCE }) {
  let frame;
  let port;
  let text;
  let begun;
  let question = 0;
  let asked;

  const address = (path) => new URL(path, location.href).href;

  function settle(how, value) {
    if (!asked) return;
    clearTimeout(asked.timer);
    asked[how](value);
    asked = undefined;
  }

  function hear({ data }) {
    if (data.kind === "ready") {
      clearTimeout(begun.timer);
      begun.ready();
    } else if (data.kind === "failed" && !data.question) giveUp(new StoppedError(NO_START));
    else if (data.question !== question) return;
    else if (data.kind === "answer") settle("resolve", data.answer);
    else if (data.kind === "failed") renew("The program broke off: this browser could not go on with it.");
  }

  // Resolves when the worker waits for a program. A new sandbox is a new process and a new Python;
  // who still waits for the one before waits for the new one.
  function begin() {
    away();
    const before = begun;
    const own = (begun = {});
    own.promise = new Promise((ready, fail) => Object.assign(own, { ready, fail }));
    own.promise.catch(() => {});
    own.timer = setTimeout(giveUp, LOADING, new StoppedError(NO_START));
    before?.ready(own.promise);
    frame = Object.assign(document.createElement("iframe"), { className: "sandbox", title: "Sandbox", tabIndex: -1, src: address(sandbox) });
    frame.setAttribute("sandbox", "allow-scripts");
    frame.setAttribute("aria-hidden", "true");
    frame.onload = async () => {
      const channel = new MessageChannel();
      const script = await text?.catch(() => "");
      if (!script || begun !== own) return;
      port = channel.port1;
      port.onmessage = hear;
      frame.contentWindow.postMessage({ brython: script }, "*", [channel.port2]);
    };
    home.append(frame);
    return own.promise;
  }

  function away() {
    clearTimeout(begun?.timer);
    frame?.remove();
    port?.close();
  }

  // Whoever waits is told, and the next try begins anew.
  function giveUp(error) {
    begun?.fail(error);
    away();
    text = begun = undefined;
  }

  function renew(why) {
    settle("reject", new StoppedError(why));
    begin();
  }

  async function fetched() {
    const answer = await fetch(address(brython)).catch(() => ({ ok: false }));
    if (!answer.ok) throw new StoppedError(NOT_FETCHED);
    return answer.text();
  }

  return {
    async open() {
      if (!text) {
        const own = (text = fetched());
        own.catch((error) => own === text && giveUp(error));
      }
      await Promise.all([text, begun?.promise ?? begin()]);
    },
    async run(program, lesson) {
      if (asked) throw new StoppedError("A program is running already.");
      const own = (question += 1);
      const answer = new Promise((resolve, reject) => (asked = { resolve, reject }));
      await Promise.race([this.open(), answer]).catch((error) => {
        if (own === question) settle("reject", error);
        throw error;
      });
      asked.timer = setTimeout(renew, patience, "Stopped after 2 seconds: the program had not come to its end.");
      port.postMessage({ question: own, program, lesson });
      const traced = JSON.parse(await answer);
      if (traced.error?.exhausted) renew();
      return traced;
    },
    stop: () => renew("Stopped."),
    // A fresh Python, in which nothing of an earlier program is left.
    renew: () => begun && renew("Stopped."),
    leave() {
      settle("reject", new StoppedError("Stopped."));
      away();
    },
  };
}
