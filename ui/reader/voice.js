// The browser's own voice, one sentence at a time. Only voices of this device are used: others
// send every sentence to somebody's server, and Chrome stops them after some 15 seconds.

const STARTING = 5000;
const BREATH = 60;

function readingTime(text, rate) {
  return (600 + 65 * text.length) / rate;
}

function makeVoice() {
  const synthesis = window.speechSynthesis;
  let turn = 0; // what an earlier sentence still reports is not heard
  let timer;
  let utterance; // Chrome forgets one that nobody holds, and its end never comes

  function voices() {
    const known = synthesis?.getVoices() ?? [];
    return known.filter(({ lang, localService }) => localService && /^en\b/i.test(lang.replace("_", "-")));
  }

  // Says a text, or without a voice waits as long as it takes to read it; then calls one of the two.
  function say(text, { voice, rate }, done, failed) {
    const busy = synthesis?.speaking || synthesis?.pending;
    stop();
    const mine = turn;
    const once = (act) => () => {
      if (mine !== turn) return;
      turn += 1;
      clearTimeout(timer);
      act();
    };
    if (!voice) {
      timer = setTimeout(once(done), readingTime(text, rate));
      return;
    }
    utterance = Object.assign(new SpeechSynthesisUtterance(text), { voice, lang: voice.lang, rate });
    utterance.onend = once(done);
    utterance.onerror = once(failed);
    // Some engines never begin, and some never report the end.
    timer = setTimeout(once(failed), STARTING);
    utterance.onstart = () => {
      if (mine !== turn) return;
      clearTimeout(timer);
      timer = setTimeout(once(done), STARTING + 3 * readingTime(text, rate));
    };
    // A sentence that is spoken in the same moment as another is cancelled may be lost.
    if (busy) setTimeout(() => mine === turn && synthesis.speak(utterance), BREATH);
    else synthesis.speak(utterance);
  }

  function stop() {
    turn += 1;
    clearTimeout(timer);
    synthesis?.cancel();
  }

  // Voices come late: the browser may know of none when the page opens.
  function onVoices(listener, signal) {
    synthesis?.addEventListener?.("voiceschanged", listener, { signal });
    listener();
  }

  return { voices, say, stop, onVoices };
}
