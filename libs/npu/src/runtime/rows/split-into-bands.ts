import type { Segment } from './plan-segment.js';
import type { RowTensor } from './row-tensor.js';
import type { Band } from './schedule-rows.js';

/** Equal shares of a segment's rows, in bands of one picture each; threads without rows are left out. */
export function splitIntoBands(
  { steps, results, pictures }: Segment,
  threads: number,
): readonly (readonly Band[])[] {
  const alignments = new Map(
    results.map((tensor) => [
      tensor,
      Math.max(1, ...steps.filter(({ output }) => output === tensor).map(({ alignment }) => alignment)),
    ]),
  );
  const shares = Array.from({ length: threads }, (_, thread): readonly Band[] =>
    Array.from({ length: pictures }, (__, picture): Band => {
      const share = (part: number): number => Math.min(1, Math.max(0, (part * pictures) / threads - picture));
      const rowsOf = (tensor: RowTensor): { first: number; end: number } => ({
        first: boundary(tensor, share(thread), alignments.get(tensor) ?? 1),
        end: boundary(tensor, share(thread + 1), alignments.get(tensor) ?? 1),
      });
      return { picture, results: new Map(results.map((tensor) => [tensor, rowsOf(tensor)])) };
    }).filter((band) => [...band.results.values()].some(({ first, end }) => first < end)),
  );
  return shares.filter((bands) => bands.length > 0);
}

function boundary({ geometry }: RowTensor, share: number, alignment: number): number {
  if (share === 1) return geometry.height;
  return Math.floor((geometry.height * share) / alignment) * alignment;
}
