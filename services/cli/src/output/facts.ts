import { printable } from './printable.js';
import type { Style } from './style.js';

/** Lines of `name  value`, aligned; facts without a value are left out. */
export function renderFacts(facts: readonly (readonly [string, string | undefined])[], style: Style): string {
  const known = facts.filter((fact): fact is readonly [string, string] => fact[1] !== undefined);
  const width = Math.max(0, ...known.map(([name]) => name.length));
  return known.map(([name, value]) => `${style.dim(name.padEnd(width))}  ${printable(value)}`).join('\n');
}
