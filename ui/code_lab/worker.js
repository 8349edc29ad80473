// The learner's Python, in a worker of its own: Brython, the recorder, and nothing to reach.

const python = globalThis.__BRYTHON__;
const say = self.postMessage.bind(self);

// CPython reports the line of a break and a continue, Brython 3.15 does not: so it is taught to.
for (const kind of ["Break", "Continue"]) {
  const statement = python.ast[kind].prototype;
  const plain = statement.to_js;
  statement.to_js = function (scopes) {
    return `$B.set_lineno(frame, ${this.lineno})\n${plain.call(this, scopes)}`;
  };
}

python.runPythonSource(RECORDER, "recorder");
python.runPythonSource(
  `
from _sys import settrace
from recorder import record

def trace(program, lesson):
    return record(program, lesson, settrace)
`,
  "trace",
);
const trace = python.$getattr(python.imported.trace, "trace");

// No module is there to be had, not even those that Brython brings along.
const refuse = (name) => python.RAISE(python.builtins.ImportError, `No module named '${name}'`);
python.$__import__ = refuse;
python.$__lazy_import__ = refuse;

// The policy of the page forbids the network already; here its names go too.
const OUTWARD = [
  "fetch", "XMLHttpRequest", "WebSocket", "WebSocketStream", "WebTransport", "EventSource", "importScripts",
  "Worker", "BroadcastChannel", "indexedDB", "caches", "FontFace", "fonts", "postMessage",
];
for (let holder = self; holder; holder = Object.getPrototypeOf(holder)) {
  for (const name of OUTWARD) delete holder[name];
}
delete python.builtins.__BRYTHON__;
for (const quiet of ["log", "info", "warn", "error", "debug"]) console[quiet] = () => {};

onmessage = ({ data }) => {
  const lesson = python.structuredclone2pyobj(data.lesson);
  say(JSON.stringify(python.pyobj2structuredclone(python.$call(trace, data.program, lesson))));
};
say("ready");
