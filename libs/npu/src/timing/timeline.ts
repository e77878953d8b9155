import type { Engine } from '../arch/engine.js';

/** Where a layer stands in the run, as far as the model of overlaps tells. Microseconds. */
export interface Span {
  readonly startUs: number;
  readonly endUs: number;
}

/**
 * Lays layers out in time, a lane per engine.
 *
 * A layer ends where the runtime has grown by its effective time; the part of its listed time that overlaps lies
 * before that, as far as its engine was free.
 */
export function layOutInTime(
  rows: readonly { readonly engine: Engine; readonly listedUs: number; readonly effectiveUs: number }[],
): readonly Span[] {
  const freeFrom = new Map<Engine, number>();
  let elapsedUs = 0;
  return rows.map(({ engine, listedUs, effectiveUs }) => {
    elapsedUs += effectiveUs;
    const startUs = Math.max(freeFrom.get(engine) ?? 0, elapsedUs - Math.max(listedUs, effectiveUs));
    freeFrom.set(engine, elapsedUs);
    return { startUs, endUs: elapsedUs };
  });
}
