/**
 * Names that people tell things apart by: unseen characters would make two look the same. Every script is
 * welcome, and so are joiners between letters that need them (RFC 5892, appendix A.1 and A.2).
 */

/** Combining class 9: a joiner after these changes how letters of Indic scripts are drawn. */
const VIRAMA =
  '\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d3b\\u0d3c\\u0d4d\\u0dca\\u0f84\\u1039\\u103a\\u17d2\\u1a60\\u1b44\\u1baa\\u1bab\\ua806\\ua8c4\\ua953\\ua9c0\\uaaf6\\uabed';
/** Letters that join nothing after them, so a non-joiner there is unseen (Joining_Type R and U). */
const UNJOINED =
  '\\u0621-\\u0625\\u0627\\u0629\\u062f-\\u0632\\u0648\\u0671-\\u0677\\u0688-\\u0699\\u06c0\\u06c3-\\u06cb\\u06cd\\u06cf\\u06d2\\u06d3\\u06d5\\u06ee\\u06ef';
const ARABIC = '\\p{Script=Arabic}';
const NEEDED_JOINER = new RegExp(
  [
    `[\\u200c\\u200d](?<=[${VIRAMA}].)`,
    `\\u200c(?<=(?![${UNJOINED}])(?=\\p{L})${ARABIC}\\p{M}*.)(?=\\p{M}*(?!\\u0621)(?=\\p{L})${ARABIC})`,
    // How an emoji is drawn, and several drawn as one.
    '\\ufe0f(?<=\\p{Extended_Pictographic}.)',
    '\\u200d(?<=\\p{Extended_Pictographic}[\\ufe0f\\p{Emoji_Modifier}]?.)(?=\\p{Extended_Pictographic})',
  ].join('|'),
  'gu',
);

/** Drawn as nothing or as a blank, but for the plain space. To Unicode, Braille's blank is a symbol. */
const UNSEEN = /[\p{C}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\u2800]|(?! )\p{Zs}/u;
/** Would be drawn over whatever precedes the name. */
const BEGINS_WITH_MARK = /^\p{M}/u;

/** Whether all of the text is visible. */
export const isVisible = (text: string) =>
  !UNSEEN.test(text.replace(NEEDED_JOINER, '')) && !BEGINS_WITH_MARK.test(text);

/** Words that mix letters of look-alike alphabets: “аdmin” with a Cyrillic а (UTS 39, section 5.2). */
const LATIN = /\p{Script=Latin}/u;
const OTHERS = /[\p{Script=Cyrillic}\p{Script=Greek}]/u;
const WORDS = /[\p{L}\p{M}]+/gu;
export const mixesAlphabets = (text: string) =>
  (text.match(WORDS) ?? []).some((word) => LATIN.test(word) && OTHERS.test(word));
