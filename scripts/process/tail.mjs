/** The last lines of a captured output. @param {string} text @param {number} [lines] */
export function tail(text, lines = 40) {
  return text.trimEnd().split('\n').slice(-lines).join('\n');
}
