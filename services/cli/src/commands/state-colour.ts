import type { Style } from '../output/style.js';

const good = new Set(['SCORED', 'SUCCEEDED', 'COMMITTED', 'good', 'connected', 'ok']);
const bad = new Set([
  'REJECTED',
  'FAILED',
  'EXPIRED',
  'LOST',
  'quarantined',
  'disconnected',
  'unsafe',
  'failed',
]);
const passing = new Set(['suspect', 'looping', 'flapping', 'draining', 'maintenance', 'unknown']);

/** A state's name in the colour that tells whether somebody must act. */
export function paintState(state: string, style: Style): string {
  return paintTextOfState(state, state, style);
}

/** A text (a padded cell) in the colour of a state. */
export function paintTextOfState(text: string, state: string, style: Style): string {
  if (good.has(state)) return style.green(text);
  if (bad.has(state)) return style.red(text);
  return passing.has(state) ? style.yellow(text) : text;
}
