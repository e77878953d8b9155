/** Bytes of a source's pixel that become bytes of the output's pixel. */
export interface ByteCopy {
  readonly source: number;
  readonly from: number;
  readonly to: number;
  readonly bytes: number;
}

/** What the code of a move depends on. */
export interface MoveForm {
  /** Bytes from one step to the next in every source. */
  readonly sourceBytes: readonly number[];
  /** Bytes from one step to the next in the output. */
  readonly outputBytes: number;
  /** In ascending order of `to`. */
  readonly copies: readonly ByteCopy[];
  /** Flipped in every byte: 128 turns unsigned codes into signed ones and back. */
  readonly flip: number;
}

/**
 * Words of the argument block, in order.
 *
 * `wholeSteps` steps may write past their bytes into the following step; the `exactSteps` after them do not.
 */
export const moveArguments = {
  output: 0,
  wholeSteps: 1,
  exactSteps: 2,
  borderOffset: 3,
  borderBytes: 4,
  borderValue: 5,
  sources: 6,
} as const;

/** Steps at the end of a row that must not write past their bytes when the row has no room behind it. */
export function exactSteps({ copies, outputBytes }: MoveForm, steps: number): number {
  const whole = (bytes: number): number => Math.ceil(bytes / 16) * 16;
  const reach = Math.max(...copies.map(({ to, bytes }) => Math.max(to + whole(bytes), whole(to + bytes))));
  return Math.min(steps, Math.max(0, Math.ceil((reach - outputBytes) / outputBytes)));
}

/** Bytes past the last step that a row without exact steps may touch. */
export const moveOverrunBytes = 64;
