import { InvalidArgumentError } from 'commander';

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

/** A tensor shape such as `1,360,640,3`, for commander. */
export function parseShape(text: string): readonly number[] {
  const dimensions = text.split(/[,x]/).map((part) => (/^\d+$/.test(part.trim()) ? Number(part) : 0));
  if (dimensions.every((dimension) => dimension > 0 && Number.isSafeInteger(dimension))) return dimensions;
  throw new InvalidArgumentError('It must be positive whole numbers with commas between, like 1,360,640,3.');
}

/** Collects the values of an option that may be repeated, for commander. */
export function collect(value: string, earlier: readonly string[] | undefined): readonly string[] {
  return [...(earlier ?? []), value];
}
