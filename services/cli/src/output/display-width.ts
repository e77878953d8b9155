const combining = /^\p{Mark}$/u;
const wide =
  /^(?:\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Emoji_Presentation})$/u;

/** Terminal columns that a text without colours takes; East Asian characters and emoji take two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (combining.test(character)) continue;
    width += wide.test(character) ? 2 : 1;
  }
  return width;
}
