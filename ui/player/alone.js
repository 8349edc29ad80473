// The player on a page of the lesson. Its link to Present goes to the place it stands at, which
// is in the address.

export default lasting((root) => {
  const player = makePlayer(root);
  const toPresent = root.querySelector(".to-present");
  toPresent.onclick = () => (toPresent.search = location.search);
  return {
    update(component) {
      player.update(component);
      toPresent.hidden = !component.data.presentable;
    },
    leave: player.leave,
  };
});
