import { type Hint, inMs, operatorsOf, sumEffectiveUs } from '../guidance.js';

/** Operators that the NPU does not take cost their time on the CPU and the way there and back. */
export const cpuOperators: Hint = ({ priced, totalUs }) => {
  const onCpu = priced.filter(({ layer, effectiveUs }) => layer.engine === 'cpu' && effectiveUs > 0);
  if (onCpu.length === 0) return [];
  const costUs = sumEffectiveUs(onCpu);
  return [
    {
      id: 'timing.cpu-operators',
      rule: 'What the NPU does not take runs on the CPU, with its tensors copied there and back.',
      detail: `${onCpu.length} operators on the CPU cost ${inMs(costUs)} of ${inMs(totalUs)}`,
      hint: 'Replace them by operators that the NPU has; npufarm check names the rule that each of them breaks.',
      gainUs: Math.round(costUs),
      operators: operatorsOf(onCpu),
    },
  ];
};
