/** An axis of a box of runs: where its positions read and write, in bytes from the box's start. */
export type BoxAxis =
  | { readonly kind: 'steps'; readonly size: number; readonly read: number; readonly write: number }
  | {
      readonly kind: 'tables';
      readonly size: number;
      readonly reads: Int32Array;
      readonly writes: Int32Array;
    };

/** A box of runs that move from one tensor to another. */
export interface Box {
  readonly axes: readonly BoxAxis[];
  /** Bytes from the start of either tensor to the box. */
  readonly read: number;
  readonly write: number;
  readonly runBytes: number;
}

/** The axis of given offsets, and what all of them share. */
export function axisOf(
  reads: Int32Array,
  writes: Int32Array,
): { readonly axis: BoxAxis; readonly read: number; readonly write: number } {
  const [read = 0, nextRead = read] = reads;
  const [write = 0, nextWrite = write] = writes;
  const [readStep, writeStep] = [nextRead - read, nextWrite - write];
  const size = reads.length;
  const isEven =
    reads.every((offset, index) => offset === read + index * readStep) &&
    writes.every((offset, index) => offset === write + index * writeStep);
  const axis: BoxAxis = isEven
    ? { kind: 'steps', size, read: readStep, write: writeStep }
    : {
        kind: 'tables',
        size,
        reads: reads.map((offset) => offset - read),
        writes: writes.map((offset) => offset - write),
      };
  return { axis, read, write };
}

/** The same box with fewer axes: neighbours that continue each other become one, and runs grow. */
export function simplifyBox({ axes, read, write, runBytes }: Box): Box {
  const kept: BoxAxis[] = [];
  for (const axis of axes.filter(({ size }) => size > 1)) {
    const outer = kept.at(-1);
    if (outer !== undefined && continues(outer, axis)) {
      kept[kept.length - 1] = { ...axis, size: outer.size * axis.size };
    } else {
      kept.push(axis);
    }
  }
  const inner = kept.at(-1);
  if (inner?.kind === 'steps' && inner.read === runBytes && inner.write === runBytes) {
    kept.pop();
    return simplifyBox({ axes: kept, read, write, runBytes: runBytes * inner.size });
  }
  return { axes: kept, read, write, runBytes };
}

function continues(outer: BoxAxis, inner: BoxAxis): boolean {
  return (
    outer.kind === 'steps' &&
    inner.kind === 'steps' &&
    outer.read === inner.size * inner.read &&
    outer.write === inner.size * inner.write
  );
}
