// The short names that bots use most. A name that is not here stays as typed, as an unknown one does in Slack.

const TABLE = `
white_check_mark ✅|heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌|negative_squared_cross_mark ❎|no_entry ⛔
no_entry_sign 🚫|warning ⚠️|exclamation ❗|heavy_exclamation_mark ❗|grey_exclamation ❕|question ❓|grey_question ❔
information_source ℹ️|bangbang ‼️|red_circle 🔴|large_orange_circle 🟠|large_yellow_circle 🟡|large_green_circle 🟢
large_blue_circle 🔵|large_purple_circle 🟣|white_circle ⚪|black_circle ⚫|large_green_square 🟩|large_red_square 🟥
hourglass ⌛|hourglass_flowing_sand ⏳|clock1 🕐|alarm_clock ⏰|stopwatch ⏱️|watch ⌚|calendar 📆|date 📅|spiral_calendar_pad 🗓️
lock 🔒|unlock 🔓|key 🔑|bell 🔔|no_bell 🔕|mag 🔍|mag_right 🔎|link 🔗|pushpin 📌|round_pushpin 📍|paperclip 📎
clipboard 📋|memo 📝|pencil ✏️|pencil2 ✏️|email 📧|envelope ✉️|incoming_envelope 📨|inbox_tray 📥|outbox_tray 📤|package 📦
shopping_cart 🛒|shopping_trolley 🛒|shopping_bags 🛍️|label 🏷️|ticket 🎫|admission_tickets 🎟️|gift 🎁|moneybag 💰|dollar 💵
credit_card 💳|receipt 🧾|coin 🪙|truck 🚚|rocket 🚀|tada 🎉|confetti_ball 🎊|sparkles ✨|star ⭐|star2 🌟|fire 🔥|zap ⚡
boom 💥|bulb 💡|wrench 🔧|hammer 🔨|gear ⚙️|hammer_and_wrench 🛠️|robot_face 🤖|ghost 👻|bug 🐛|computer 💻|iphone 📱
phone ☎️|telephone_receiver 📞|globe_with_meridians 🌐|earth_africa 🌍|earth_americas 🌎|chart_with_upwards_trend 📈
chart_with_downwards_trend 📉|bar_chart 📊|arrow_left ⬅️|arrow_right ➡️|arrow_up ⬆️|arrow_down ⬇️|arrows_counterclockwise 🔄
repeat 🔁|leftwards_arrow_with_hook ↩️|rewind ⏪|fast_forward ⏩|heavy_plus_sign ➕|heavy_minus_sign ➖|100 💯|recycle ♻️
+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|wave 👋|pray 🙏|clap 👏|raised_hands 🙌|ok_hand 👌|point_right 👉|point_left 👈
point_up ☝️|point_down 👇|muscle 💪|eyes 👀|see_no_evil 🙈|bust_in_silhouette 👤|busts_in_silhouette 👥|heart ❤️
green_heart 💚|blue_heart 💙|broken_heart 💔|smile 😄|smiley 😃|grinning 😀|grin 😁|joy 😂|laughing 😆|wink 😉|blush 😊
slightly_smiling_face 🙂|upside_down_face 🙃|thinking_face 🤔|neutral_face 😐|confused 😕|disappointed 😞|cry 😢|sob 😭
rage 😡|sunglasses 😎|heart_eyes 😍|sleeping 😴|zzz 💤|sweat_smile 😅|scream 😱|shrug 🤷|facepalm 🤦|crown 👑|trophy 🏆
medal 🏅|first_place_medal 🥇|second_place_medal 🥈|third_place_medal 🥉|birthday 🎂|coffee ☕|pizza 🍕|snowflake ❄️|sunny ☀️
umbrella ☔|rainbow 🌈|construction 🚧|rotating_light 🚨|sos 🆘|new 🆕|free 🆓|ok 🆗|id 🆔|copyright ©️|registered ®️|tm ™️
`;

const EMOJI = new Map(
  TABLE.trim().split(/[\n|]/).map((entry) => {
    const space = entry.indexOf(" ");
    return [entry.slice(0, space), entry.slice(space + 1)];
  }),
);

/** The character for a short name without its colons, or undefined. */
export function emoji(name) {
  return EMOJI.get(name);
}
