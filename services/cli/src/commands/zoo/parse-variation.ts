import type { NetworkDefinition } from '@npufarm/zoo';
import { usageError } from '../../output/usage-error.js';

/** Values that a sweep gives to one parameter of a family. */
export interface Variation {
  readonly parameter: string;
  readonly values: readonly number[];
}

const mostValues = 1000;

/** Reads `channels=28`, `channels=16..48` or `channels=16..48:4`; throws a usage error for anything else. */
export function parseVariation(text: string, { name, parameters }: NetworkDefinition): Variation {
  const [, parameter = '', first, last, step] =
    /^([a-z]+)=([1-9]\d{0,4})(?:\.\.([1-9]\d{0,4})(?::([1-9]\d{0,4}))?)?$/.exec(text) ?? [];
  if (first === undefined) {
    throw usageError(`${text} is no variation`, 'write channels=28, channels=16..48 or channels=16..48:4');
  }
  if (!Object.hasOwn(parameters, parameter)) {
    const known = Object.keys(parameters).join(', ');
    throw usageError(
      `${name} has no parameter ${parameter}`,
      known === '' ? 'it is one fixed network' : `its parameters are ${known}`,
    );
  }
  const from = Number(first);
  const to = Number(last ?? first);
  const by = Number(step ?? (parameter === 'channels' ? 4 : 1));
  const count = Math.floor((to - from) / by) + 1;
  if (count < 1 || count > mostValues) {
    throw usageError(`${text} gives ${Math.max(0, count)} networks`, `ask for 1 to ${mostValues}`);
  }
  return { parameter, values: Array.from({ length: count }, (_, index) => from + index * by) };
}

/** Every combination of variations, the last varying fastest. */
export function combinations(variations: readonly Variation[]): readonly Readonly<Record<string, number>>[] {
  return variations.reduce<readonly Readonly<Record<string, number>>[]>(
    (sets, { parameter, values }) =>
      sets.flatMap((set) => values.map((value) => ({ ...set, [parameter]: value }))),
    [{}],
  );
}
