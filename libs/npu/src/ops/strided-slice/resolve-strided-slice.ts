import { constantIntegers } from '../../graph/constant-integers.js';
import { inputOf, type OperatorView } from '../../graph/operator-view.js';
import { shapeText } from '../../graph/shape.js';
import { refuseToPrepare } from '../anatomy/refuse-to-prepare.js';

/** What a strided slice takes along one axis of its input, or an axis that it adds. */
export interface SlicedAxis {
  /** Axis of the input; undefined for an added axis of size 1. */
  readonly axis: number | undefined;
  readonly begin: number;
  readonly stride: number;
  readonly size: number;
  /** Whether the axis disappears from the result. */
  readonly isShrunk: boolean;
}

/**
 * The axes of a strided slice after its masks.
 *
 * Bounds are clamped to the axis as upstream clamps them; what upstream would read outside the tensor is refused.
 * Source: TFLite kernels/strided_slice.cc, `BuildStridedSliceParams`, `StartForAxis`, `EndForAxis`.
 */
export function resolveStridedSlice(op: OperatorView<'STRIDED_SLICE'>): readonly SlicedAxis[] {
  const { shape } = inputOf(op, 0);
  const begins = constantIntegers(op, inputOf(op, 1));
  const ends = constantIntegers(op, inputOf(op, 2));
  const strides = constantIntegers(op, inputOf(op, 3));
  const refuse = (detail: string): never =>
    refuseToPrepare(op, {
      id: 'strided-slice.bounds',
      rule: 'A strided slice has as many begins, ends and strides, its strides are not 0, and what it picks exists.',
      detail: `${detail}; begin ${shapeText(begins)}, end ${shapeText(ends)}, strides ${shapeText(strides)} of shape ${shapeText(shape)}`,
      hint: 'Slice inside the picture with plain positive strides; indices of another export shape are often left in the graph.',
    });
  const { beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask } = op.options;
  const count = begins.length;
  if (ends.length !== count || strides.length !== count || count > 31) return refuse('lengths differ');
  if (op.options.offset) return refuse('ends are given as offsets from the begins');
  const spec = begins.map((begin, bit) => ({ bit, begin, end: ends[bit] ?? 0, stride: strides[bit] ?? 0 }));
  const ellipses = spec.filter(({ bit }) => has(ellipsisMask, bit));
  const taking = spec.filter(({ bit }) => !has(ellipsisMask, bit) && !has(newAxisMask, bit));
  const left = shape.length - taking.length;
  if (left < 0 || ellipses.length > 1 || (ellipses.length === 1 && left === 0)) {
    return refuse(`${taking.length} ranges and ${ellipses.length} ellipses for rank ${shape.length}`);
  }
  const axes: SlicedAxis[] = [];
  let next = 0;
  const takeWhole = (): void => {
    for (let i = 0; i < left; i++, next++) {
      axes.push({ axis: next, begin: 0, stride: 1, size: shape[next] ?? 0, isShrunk: false });
    }
  };
  for (const { bit, begin, end, stride } of spec) {
    if (has(ellipsisMask, bit)) {
      takeWhole();
      continue;
    }
    if (has(newAxisMask, bit)) {
      axes.push({ axis: undefined, begin: 0, stride: 1, size: 1, isShrunk: false });
      continue;
    }
    if (stride === 0) return refuse(`stride ${bit} is 0`);
    const size = shape[next] ?? 0;
    const first = has(beginMask, bit) ? (stride > 0 ? 0 : size - 1) : clampToAxis(begin, size, stride);
    const isShrunk = has(shrinkAxisMask, bit);
    if (isShrunk && (stride < 0 || first < 0 || first >= size || outside(begin, size, has(beginMask, bit)))) {
      return refuse(`index ${begin} of axis ${next} does not exist or has a negative stride`);
    }
    const stop = has(endMask, bit) ? (stride > 0 ? size : -1) : clampToAxis(end, size, stride);
    const steps = isShrunk ? 1 : Math.max(0, Math.ceil((stop - first) / stride));
    axes.push({ axis: next, begin: first, stride, size: steps, isShrunk });
    next++;
  }
  if (ellipses.length === 0) takeWhole();
  return axes;
}

function has(mask: number, bit: number): boolean {
  return ((mask >>> bit) & 1) === 1;
}

function clampToAxis(index: number, size: number, stride: number): number {
  const position = index < 0 ? index + size : index;
  return stride > 0 ? Math.min(Math.max(position, 0), size) : Math.min(Math.max(position, -1), size - 1);
}

function outside(index: number, size: number, isMasked: boolean): boolean {
  return !isMasked && (index < -size || index >= size);
}
