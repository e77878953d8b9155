import { moveCode } from '../../kernels/move/move.js';
import { exactSteps, moveOverrunBytes, type ByteCopy, type MoveForm } from '../../kernels/move/move-form.js';
import { sameRow, type RowInput, type RowStep } from './row-step.js';
import { borderWords, pixelBytes, widenBorders, type RowTensor } from './row-tensor.js';

/** Where a move reads: rows of a tensor, some bytes into each. */
export interface MoveSource {
  readonly tensor: RowTensor;
  /** The row that a row of the output reads; the same one by default. */
  readonly row?: (row: number) => number;
  /** Bytes from the row's first pixel to the first byte that moves. */
  readonly offset?: (row: number) => number;
  /** Bytes from one step to the next; a pixel by default. */
  readonly stepBytes?: number;
}

export interface MoveDetail {
  readonly copies: readonly ByteCopy[];
  readonly steps: number;
  readonly outputBytes: number;
}

/** A step that rearranges bytes; without detail, it copies every pixel's channels. */
export function moveStep(
  output: RowTensor,
  sources: readonly MoveSource[],
  flip: number,
  detail?: MoveDetail,
): RowStep {
  const bytes = Math.min(
    pixelBytes(output),
    ...sources.map(({ tensor }) => (tensor.whole === undefined ? Infinity : pixelBytes(tensor))),
  );
  const { copies, steps, outputBytes } = detail ?? {
    copies: [{ source: 0, from: 0, to: 0, bytes }],
    steps: output.geometry.width,
    outputBytes: pixelBytes(output),
  };
  const form: MoveForm = {
    sourceBytes: sources.map(({ tensor, stepBytes }) => stepBytes ?? pixelBytes(tensor)),
    outputBytes,
    copies,
    flip,
  };
  const exact = output.whole === undefined ? 0 : exactSteps(form, steps);
  widenBorders(output, { overrunBytes: moveOverrunBytes });
  for (const { tensor } of sources) widenBorders(tensor, { overrunBytes: moveOverrunBytes });
  return {
    code: moveCode(form),
    inputs: sources.map(({ tensor, row }): RowInput =>
      row === undefined ? sameRow(tensor) : { tensor, firstRow: row, lastRow: row },
    ),
    output,
    rows: 1,
    constants: [],
    scratchBytes: 0,
    argumentWords: (call) => [
      call.output(call.row),
      steps - exact,
      exact,
      ...borderWords(output),
      ...sources.map(
        ({ row, offset }, index) =>
          call.input(index, row?.(call.row) ?? call.row) + (offset?.(call.row) ?? 0),
      ),
    ],
  };
}
