// The date tokens of Slack's that the app sends, drawn in the browser's zone. Times are Unix seconds.

const SIX_MONTHS = 182 * 86400;

function parts(date, options) {
  return new Intl.DateTimeFormat("en-US", options).format(date);
}

const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());

/** "yesterday", "today" or "tomorrow", else undefined. Rounded because days can have 23 or 25 hours. */
function nearDay(date, now) {
  const days = Math.round((midnight(date) - midnight(now)) / 86_400_000);
  return { "-1": "yesterday", 0: "today", 1: "tomorrow" }[days];
}

function token(name, date, now) {
  switch (name) {
    case "date_short": {
      // Slack leaves the year out of dates less than six months away.
      const isNear = Math.abs(date - now) / 1000 < SIX_MONTHS;
      return parts(date, { month: "short", day: "numeric", year: isNear ? undefined : "numeric" });
    }
    case "date_short_pretty": return nearDay(date, now) ?? token("date_short", date, now);
    case "time": return parts(date, { hour: "numeric", minute: "2-digit" });
    default: return null;
  }
}

/** The format with its tokens filled in, or null where Slack would show the fallback. */
export function formatDate(timestamp, format, now = new Date()) {
  if (!/^-?\d{1,12}$/.test(timestamp)) return null;
  const date = new Date(Number(timestamp) * 1000);
  let known = 0;
  const text = format.replace(/\{(\w+)\}/g, (whole, name, position) => {
    const words = token(name, date, now);
    if (words === null) return whole;
    known += 1;
    return position === 0 ? words[0].toUpperCase() + words.slice(1) : words;
  });
  return known ? text : null;
}

/** In full, with the zone's name: for tooltips. */
export function fullDate(timestamp) {
  return parts(new Date(Number(timestamp) * 1000), { dateStyle: "full", timeStyle: "long" });
}

/** Of a message's `ts`. */
export function clockTime(ts) {
  return token("time", new Date(Number(ts) * 1000));
}
