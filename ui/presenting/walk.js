// A walk for a room: a question is shown first, and the next press reveals its answer.

function presentWalk(root) {
  const $ = (selector) => root.querySelector(selector);
  const player = makePlayer(root, ".go-on");
  const { state, end, stepAt, asking, goTo, answer } = player.hands;
  let talk;
  let go;

  const last = () => Math.min(talk.until ?? end(), end());
  const because = (step) => (step.why ? `, because ${step.why}` : "");

  function reveal() {
    const step = stepAt(state.revealed + 1);
    answer(step, step.next);
    $(".verdict").textContent = `It is ${step.next}${because(step)}.`;
  }

  function next() {
    if (asking()) reveal();
    else if (state.step < last()) goTo(state.step + 1);
    else if (!talk.of && !$(".second-turn").hidden) $(".second-turn").click();
    else ways.on();
  }

  function back() {
    if (asking()) goTo(state.step);
    else if (state.step > talk.from) goTo(state.step - 1);
    else ways.back();
  }

  function place() {
    const notes = talk.notes[state.turns - 1];
    const sum = (some) => some.reduce((minutes, note) => minutes + note.minutes, 0);
    const step = asking() && stepAt(state.revealed + 1);
    const address = new URLSearchParams({ scenario: talk.scenario, step: state.step, turns: state.turns, predict: Number(state.predict) });
    const moment = talk.of ? `Moment ${talk.at} of ${talk.of} · ` : "";
    return {
      where: moment + $(".where").textContent,
      leave: talk.leave ?? `step-through?${address}`,
      predicts: state.predict,
      stay: talk.of ? `moment ${talk.at}` : `${talk.scenario} ${state.turns} ${state.step}`,
      moment: talk.moment,
      note: notes[state.step],
      asked: step && { question: $(".question legend").textContent, answer: `${step.next}${because(step)}` },
      plan: talk.plan ?? { minutes: notes[state.step].minutes, before: sum(notes.slice(0, state.step)), total: sum(notes) },
    };
  }

  const acts = { next, back, first: () => goTo(talk.from), last: () => goTo(last()), predict: () => $(".predict").click(), place };
  const hall = makeHall(root, acts);
  const ways = makeWays(hall, () => talk, () => go);

  return {
    update(component) {
      const { data, setTriggerValue } = component;
      ({ talk } = data);
      go = (at) => setTriggerValue("go", at);
      player.update({ data, setStateValue: () => hall.show() });
      hall.update(talk);
    },
    isOver: hall.isOver,
    leave() {
      player.leave();
      hall.leave();
    },
  };
}

export default lasting(presentWalk);
