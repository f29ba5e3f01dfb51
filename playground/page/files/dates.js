// Slack's date tokens, drawn in the browser's zone. Times are Unix seconds; wording is Slack's English.

const SIX_MONTHS = 182 * 86400;

function parts(date, options) {
  return new Intl.DateTimeFormat("en-US", options).format(date);
}

function ordinal(day) {
  const teens = day % 100;
  if (teens >= 11 && teens <= 13) return `${day}th`;
  return `${day}${["th", "st", "nd", "rd"][day % 10] ?? "th"}`;
}

const pad = (number, width = 2) => String(number).padStart(width, "0");
const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());

/** Whole calendar days from now, in the browser's zone: -1 is yesterday. Rounded because days can have 23 or 25 hours. */
export function calendarDays(date, now) {
  return Math.round((midnight(date) - midnight(now)) / 86_400_000);
}

function nearDay(date, now) {
  return { "-1": "yesterday", 0: "today", 1: "tomorrow" }[calendarDays(date, now)];
}

function ago(date, now) {
  const seconds = Math.round((date - now) / 1000);
  const format = new Intl.RelativeTimeFormat("en-US", { numeric: "always" });
  const units = [["year", 31_536_000], ["month", 2_592_000], ["day", 86_400], ["hour", 3600], ["minute", 60]];
  for (const [unit, length] of units) {
    if (Math.abs(seconds) >= length) return format.format(Math.trunc(seconds / length), unit);
  }
  return format.format(seconds, "second");
}

function token(name, date, now) {
  // Slack leaves the year out of dates less than six months away.
  const year = Math.abs(date - now) / 1000 < SIX_MONTHS ? "" : `, ${date.getFullYear()}`;
  const month = parts(date, { month: "long" });
  const long = `${parts(date, { weekday: "long" })}, ${month} ${ordinal(date.getDate())}`;
  switch (name) {
    case "date_num": return `${pad(date.getFullYear(), 4)}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
    case "date_slash": return parts(date, { year: "numeric", month: "2-digit", day: "2-digit" });
    case "date": return `${month} ${ordinal(date.getDate())}${year}`;
    case "date_short": return `${parts(date, { month: "short" })} ${date.getDate()}${year}`;
    case "date_long": return long + year;
    case "date_long_full": return `${month} ${date.getDate()}, ${date.getFullYear()}`;
    case "date_pretty":
    case "date_short_pretty":
    case "date_long_pretty": return nearDay(date, now) ?? token(name.replace("_pretty", ""), date, now);
    case "day_divider_pretty":
      return nearDay(date, now) ?? (date.getFullYear() === now.getFullYear() ? long : `${long}, ${date.getFullYear()}`);
    case "time": return parts(date, { hour: "numeric", minute: "2-digit" });
    case "time_secs": return parts(date, { hour: "numeric", minute: "2-digit", second: "2-digit" });
    case "ago": return ago(date, now);
    default: return null;
  }
}

/** The format with its tokens filled in, or null where Slack would show the fallback. */
export function formatDate(timestamp, format, now = new Date()) {
  if (!/^-?\d{1,12}$/.test(String(timestamp))) return null;
  const date = new Date(Number(timestamp) * 1000);
  if (Number.isNaN(date.getTime())) return null;
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

export function clockTime(timestamp) {
  return formatDate(Math.floor(Number(timestamp)), "{time}") ?? "";
}

export function dayOf(timestamp) {
  return formatDate(Math.floor(Number(timestamp)), "{day_divider_pretty}") ?? "";
}
