import { dataBytes } from '@npufarm/tflite';
import { outputOf, type OperatorView } from '../../graph/operator-view.js';
import { rearrange } from '../../kernels/reference/rearrange.js';
import { lowerTo, type Lowering } from './define-operator.js';

/** One axis of the box of elements that a move visits: where position `i` reads and writes, in elements. */
export interface MovedAxis {
  readonly size: number;
  readonly read: (i: number) => number;
  readonly write: (i: number) => number;
}

/** Lowers a move of input `operand` to tables of byte offsets; `fill` is the element that fills what is not written. */
export function lowerToRearrange(
  op: OperatorView,
  axes: readonly MovedAxis[],
  { operand = 0, fill = new Uint8Array(0) }: { readonly operand?: number; readonly fill?: Uint8Array } = {},
): Lowering {
  const elementBytes = dataBytes(outputOf(op).type, 1) ?? 1;
  const { kept, run } = collapse(axes);
  const table = (offsetOf: (axis: MovedAxis, i: number) => number): Int32Array =>
    Int32Array.from(
      kept.flatMap((axis) => Array.from({ length: axis.size }, (_, i) => offsetOf(axis, i) * elementBytes)),
    );
  return lowerTo(
    rearrange,
    {
      sizes: kept.map(({ size }) => size),
      reads: table((axis, i) => axis.read(i)),
      writes: table((axis, i) => axis.write(i)),
      runBytes: run * elementBytes,
      fill,
    },
    [operand],
  );
}

/** Elements from each index of an axis to the next, for densely stored tensors. */
export function stridesOf(shape: readonly number[]): readonly number[] {
  const strides: number[] = [];
  let stride = 1;
  for (const size of shape.toReversed()) {
    strides.unshift(stride);
    stride *= size;
  }
  return strides;
}

/** Trailing axes that lie together on both sides become one run; axes of size 1 at offset 0 vanish. */
function collapse(axes: readonly MovedAxis[]): { readonly kept: readonly MovedAxis[]; readonly run: number } {
  const kept = axes.filter(({ size, read, write }) => size !== 1 || read(0) !== 0 || write(0) !== 0);
  let run = 1;
  for (let last = kept.at(-1); last !== undefined && isDense(last, run); last = kept.at(-1)) {
    run *= last.size;
    kept.pop();
  }
  return { kept, run };
}

function isDense({ size, read, write }: MovedAxis, stride: number): boolean {
  for (let i = 0; i < size; i++) if (read(i) !== i * stride || write(i) !== i * stride) return false;
  return true;
}
