import { defineKernel, type TensorView } from '../kernel.js';
import { forEachBroadcast } from './broadcast-offsets.js';

export type SelectParameters = {
  /** How the condition broadcasts; SELECT aligns a vector with the first axis instead of the last. */
  readonly conditionShape: readonly number[];
  readonly elementBytes: number;
};

/** Elements of the second input where the first is true, else of the third. Source: TFLite `reference_ops::BroadcastSelect4DSlow`. */
export const select = defineKernel<SelectParameters>({
  name: 'select',
  run({ conditionShape, elementBytes }, [condition, chosen, other], [output]) {
    if (condition === undefined || chosen === undefined || other === undefined || output === undefined)
      return;
    const take = (from: TensorView, wanted: boolean): void =>
      forEachBroadcast(conditionShape, from.shape, output.shape, (c, source, position) => {
        if ((condition.bytes[c] !== 0) !== wanted) return;
        const start = source * elementBytes;
        output.bytes.set(from.bytes.subarray(start, start + elementBytes), position * elementBytes);
      });
    take(chosen, true);
    take(other, false);
  },
});
