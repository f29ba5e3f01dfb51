// Where the page is: the part of its address after the "#". Back and Forward of the browser go through it.
//
// place: {main: a channel's id or "home", beside: what stands beside it, about: the `ts` of the message that this is about}.
// beside: "" for nothing, "channels", "scenarios", "thread" or "json".

/** The place that the address names; main is "" where it names none. */
export function placeNow() {
  const [main = "", beside = "", about = ""] = window.location.hash.slice(1).split("/");
  return { main, beside, about };
}

const hashOf = ({ main, beside = "", about = "" }) => `#${[main, beside, about].join("/").replace(/\/+$/, "")}`;

/** With instead = true, Back does not lead to the place that is left. */
export function setPlace(place, { instead = false } = {}) {
  const hash = hashOf(place);
  if (hash === window.location.hash) return;
  if (instead) window.history.replaceState(null, "", hash);
  else window.history.pushState(null, "", hash);
}
