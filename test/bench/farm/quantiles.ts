/** Quantiles of a list; undefined when it is empty. */
export function quantiles(values: readonly number[]): Quantiles | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] as number;
  return sorted.length === 0 ? undefined : { p50: at(0.5), p90: at(0.9), p99: at(0.99), max: at(1) };
}

export interface Quantiles {
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
}
