// The sandbox: a page with an origin of its own and without network, which keeps one worker
// ready. The worker is not trusted: of what it says, one string of bounded length for each
// question goes on to the page.

const MOST_CHARACTERS = 2_000_000;
let home;
let address;
let worker;
let asked;

function begin() {
  worker?.terminate();
  worker = new Worker(address);
  let ready = false;
  worker.onmessage = ({ data }) => {
    if (!ready) {
      ready = true;
      home.postMessage({ kind: "ready" });
    } else if (asked && typeof data === "string" && data.length < MOST_CHARACTERS) {
      home.postMessage({ kind: "answer", question: asked, answer: data });
      asked = undefined;
    }
  };
  worker.onerror = (event) => {
    event.preventDefault();
    home.postMessage({ kind: "failed", question: asked });
    asked = undefined;
  };
}

addEventListener("message", (event) => {
  if (event.source !== parent || home || event.ports.length !== 1) return;
  [home] = event.ports;
  const brython = event.data.brython;
  address = URL.createObjectURL(new Blob([`"use strict";\nconst RECORDER = ${JSON.stringify(RECORDER)};\n`, PATH, brython, "\n", WORKER]));
  home.onmessage = ({ data }) => {
    asked = data.question;
    worker.postMessage({ program: data.program, lesson: data.lesson });
  };
  begin();
});
