// The diagram without the player: the six stages, at rest.

export default function ({ data, parentElement }) {
  const home = parentElement.querySelector(".player");
  colour(home);
  const ring = makeRing(data.stages);
  ring.show(undefined);
  home.querySelector(".ring").replaceChildren(ring.drawing);
}
