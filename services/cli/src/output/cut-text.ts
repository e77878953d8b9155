import { displayWidth } from './display-width.js';

/** A text of at most so many terminal columns; what does not fit is replaced by `…`. */
export function cutText(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  let kept = '';
  let width = 0;
  for (const character of text) {
    width += displayWidth(character);
    if (width > columns - 1) break;
    kept += character;
  }
  return `${kept}…`;
}
