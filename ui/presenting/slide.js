// A moment on another page than the player's: what to ask, what to say, and a link.

function presentSlide(root) {
  const $ = (selector) => root.querySelector(selector);
  let talk;
  let go;

  function place() {
    return { where: `Moment ${talk.at} of ${talk.of}`, leave: talk.leave, stay: `moment ${talk.at}`, moment: talk.moment, plan: talk.plan };
  }

  const stay = () => {};
  const hall = makeHall(root, { next: () => ways.on(), back: () => ways.back(), first: stay, last: stay, place });
  const ways = makeWays(hall, () => talk, () => go);

  return {
    update({ data, setTriggerValue }) {
      ({ talk } = data);
      go = (at) => setTriggerValue("go", at);
      $(".large").textContent = talk.moment.question;
      $(".said").textContent = talk.moment.note;
      $(".opening").href = talk.address;
      hall.update(talk);
    },
    isOver: hall.isOver,
    leave: hall.leave,
  };
}

export default lasting(presentSlide);
