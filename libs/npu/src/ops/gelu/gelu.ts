import { complementaryError } from '../../arithmetic/complementary-error.js';
import { floatFunction } from '../anatomy/float-function.js';
import { tableOperator } from '../anatomy/table-operator.js';

export const gelu = tableOperator<'GELU'>({
  builtin: 'GELU',
  source: 'TFLite kernels/gelu.cc; reference_ops::GeluTransform, GeluTransformApproximate',
  operation: 'table',
  resultOf: (op) => floatFunction(op, op.options.approximate ? approximate : exact),
});

const f = Math.fround;
const minusSqrtHalf = f(-Math.SQRT1_2);
const sqrtTwoOverPi = f(Math.sqrt(2 / Math.PI));
const cubicFactor = f(0.044715);

/** 0.5 · x · erfc(-x / √2). */
function exact(x: number): number {
  return f(f(0.5 * x) * f(complementaryError(f(x * minusSqrtHalf))));
}

/** 0.5 · x · (1 + tanh(√(2/π) · (x + 0.044715 · x³))). */
function approximate(x: number): number {
  const cube = f(f(f(cubicFactor * x) * x) * x);
  const inner = f(sqrtTwoOverPi * f(x + cube));
  return f(f(0.5 * x) * f(1 + f(Math.tanh(inner))));
}
