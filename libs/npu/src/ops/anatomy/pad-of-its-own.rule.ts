import { outputOf } from '../../graph/operator-view.js';
import { shapeText } from '../../graph/shape.js';
import { defineRule } from './define-rule.js';

/** Asked of paddings that no convolution took in. Source: 2022 timing reports (TensorCopy, 1.2 ns per byte). */
export const padOfItsOwn = defineRule<'PAD' | 'PADV2' | 'MIRROR_PAD'>({
  id: 'pad.of-its-own',
  rule: 'Padding is free as SAME padding of a convolution; as an operator of its own it copies the tensor.',
  effect: 'warn',
  hint: 'Give the convolution behind it SAME padding (in PyTorch: as many zeros on every side as the kernel reaches), which is taken in here by itself.',
  check: (op) => ({ detail: `copies ${shapeText(outputOf(op).shape)} only to pad it` }),
});
