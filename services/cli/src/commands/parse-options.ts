import { InvalidArgumentError } from 'commander';
import { usageError } from '../output/usage-error.js';

/** A whole number of at least `least`, for commander. */
export function parseCount(least: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (Number.isSafeInteger(value) && value >= least) return value;
    throw new InvalidArgumentError(`It must be a whole number of at least ${least}.`);
  };
}

/** A positive number of seconds, for commander. */
export function parseSeconds(text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError('It must be a positive number of seconds.');
}

function parseShape(text: string): readonly number[] {
  const dimensions = text.split(/[,x]/).map((part) => (/^\d+$/.test(part.trim()) ? Number(part) : 0));
  if (dimensions.every((dimension) => dimension > 0 && Number.isSafeInteger(dimension))) return dimensions;
  throw usageError(`--input-shape ${text} is not a shape`, 'write positive whole numbers, like 1,360,640,3');
}

/** Collects the values of an option that may be repeated, for commander. */
export function collect(value: string, earlier: readonly string[] | undefined): readonly string[] {
  return [...(earlier ?? []), value];
}

/** Shapes of an option that may be repeated, one per input; undefined when it was not given. */
export function parseShapes(
  texts: readonly string[] | undefined,
): readonly (readonly number[])[] | undefined {
  return texts?.map(parseShape);
}

/** A number of at least 0, also as a power like 2^48, for commander. */
export function parseNumber(text: string): number {
  const [base = '', exponent, ...rest] = text.trim() === '' ? ['x'] : text.split('^');
  const value = exponent === undefined ? Number(base) : Number(base) ** Number(exponent);
  if (rest.length === 0 && Number.isFinite(value) && value >= 0) return value;
  throw new InvalidArgumentError('It must be a number of at least 0, like 0.5 or 2^48.');
}
