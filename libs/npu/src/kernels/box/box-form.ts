/**
 * How the innermost axis of a box is walked: by equal steps that the code knows, which lets it be written out, or
 * like all the others.
 */
export interface InnerSteps {
  readonly read: number;
  readonly write: number;
}

/** What the code of a move of a box depends on. */
export interface BoxForm {
  /** Axes from the outermost to the innermost: equal steps, or tables of offsets. */
  readonly axes: readonly ('steps' | 'tables')[];
  readonly inner: InnerSteps | undefined;
  /** Bytes that lie together on both sides. */
  readonly runBytes: number;
  /** Whether every byte goes through a table. */
  readonly hasTable: boolean;
}

/**
 * Words of the argument block, in order.
 *
 * Every axis has three words: its size, and the steps of reading and writing, or the addresses of tables of offsets.
 */
export const boxArguments = { source: 0, target: 1, table: 2, axes: 3 } as const;

export const axisWords = 3;

/** Runs of the innermost axis that are written out. */
export function writtenRuns({ runBytes, hasTable }: BoxForm): number {
  return hasTable ? 1 : runBytes <= 8 ? 8 : runBytes <= 16 ? 4 : 1;
}
