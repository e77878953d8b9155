/** Control characters except tab: a model's tensor names and log lines must not drive the reader's terminal. */
// oxlint-disable-next-line no-control-regex
const controlCharacter = /[\u0000-\u0008\u000A-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069]/g;

/** Foreign text with control characters written out as `\xNN`. */
export function printable(text: string): string {
  return text.replace(
    controlCharacter,
    (character) => `\\x${(character.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}`,
  );
}
