// The player on a page of the lesson. Its link to Present goes to the place it stands at, which
// is in the address.

const players = new WeakMap();

export default function (component) {
  const { parentElement, data } = component;
  if (!players.has(parentElement)) players.set(parentElement, makePlayer(parentElement));
  const player = players.get(parentElement);
  player.update(component);
  const toPresent = parentElement.querySelector(".to-present");
  toPresent.hidden = !data.presentable;
  toPresent.onclick = () => (toPresent.search = location.search);
  return () => {
    player.leave();
    players.delete(parentElement);
  };
}
