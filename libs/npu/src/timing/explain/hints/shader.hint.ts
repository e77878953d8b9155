import { type Hint, inMs, operatorsOf, sumEffectiveUs } from '../guidance.js';

/** MUL and its like have no engine of their own. */
export const shader: Hint = ({ priced, totalUs }) => {
  const onShader = priced.filter(
    ({ layer: { work, engine, form } }) =>
      work.kind === 'elementwise' && work.operation !== 'add' && engine !== 'cpu' && form === undefined,
  );
  if (onShader.length === 0) return [];
  const costUs = sumEffectiveUs(onShader);
  return [
    {
      id: 'timing.element-wise',
      rule: 'MUL, SUB and other element-wise operators run off the NN cores, at 1.7 ns and more per element.',
      detail: `${onShader.length} element-wise layers other than ADD cost ${inMs(costUs)} of ${inMs(totalUs)}`,
      hint: 'Fold constant factors into the weights of a convolution; give attention at a lower resolution, or leave it out.',
      gainUs: Math.round(costUs),
      operators: operatorsOf(onShader),
    },
  ];
};
