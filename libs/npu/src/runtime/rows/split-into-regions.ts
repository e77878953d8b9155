import type { Segment } from './plan-segment.js';
import type { RowTensor } from './row-tensor.js';
import type { Band } from './schedule-rows.js';
import type { Rows } from './walk-rows.js';

/** Pieces of a band that two threads take from its two sides; the fewer, the longer one waits for the other. */
const piecesPerBand = 90;

/** Rows that one thread makes, or two that meet where their speeds let them. */
export interface Region {
  readonly threads: 1 | 2;
  /** One band for each picture. */
  readonly bands: readonly Band[];
}

/** Shares of a segment's rows, one for every two threads; threads without rows are left out. */
export function splitIntoRegions(segment: Segment, threads: number): readonly Region[] {
  const regions: Region[] = [];
  for (let thread = 0; thread < threads; thread += 2) {
    const pair = thread + 1 < threads;
    const share = { from: thread / threads, to: pair ? (thread + 2) / threads : 1 };
    const bands = bandsOf(segment, share, pair ? piecesPerBand : 1);
    const pieces = bands.reduce((sum, band) => sum + band.pieces.length, 0);
    if (pieces > 0) regions.push({ threads: pair && pieces > 1 ? 2 : 1, bands });
  }
  return regions;
}

function bandsOf(
  { results, pictures }: Segment,
  share: { readonly from: number; readonly to: number },
  pieces: number,
): readonly Band[] {
  return Array.from({ length: pictures }, (_, picture): Band => {
    const inside = (part: number): number => Math.min(1, Math.max(0, part * pictures - picture));
    const from = inside(share.from);
    const to = inside(share.to);
    const cut = (piece: number): number => (piece === pieces ? to : from + ((to - from) * piece) / pieces);
    return {
      picture,
      pieces: Array.from({ length: pieces }, (__, piece) =>
        rowsBetween(results, cut(piece), cut(piece + 1)),
      ).filter((rows) => [...rows.values()].some(({ first, end }) => first < end)),
    };
  }).filter((band) => band.pieces.length > 0);
}

function rowsBetween(results: readonly RowTensor[], from: number, to: number): ReadonlyMap<RowTensor, Rows> {
  return new Map(
    results.map((tensor) => {
      const { height } = tensor.geometry;
      return [tensor, { first: Math.floor(height * from), end: Math.floor(height * to) }];
    }),
  );
}
