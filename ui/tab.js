// What a tab keeps until it is closed. A browser may refuse to keep anything: then it forgets.
const tab = {
  get: (key) => tab.ask((kept) => kept.getItem(key)),
  set: (key, text) => tab.ask((kept) => kept.setItem(key, text)),
  drop: (key) => tab.ask((kept) => kept.removeItem(key)),
  ask(act) {
    try {
      return act(sessionStorage) ?? null;
    } catch {
      return null;
    }
  },
};
