import { inputOf, outputOf } from '../../graph/operator-view.js';
import { elementsOf } from '../../graph/shape.js';
import { extremum } from '../../kernels/reference/extremum.js';
import { integerArithmetic } from '../../kernels/reference/integer-arithmetic.js';
import { broadcastOutput } from './broadcast-output.js';
import { constantWeights } from './constant-codes.js';
import { defineOperator, eightBit, lowerTo, type OperatorDefinition } from './define-operator.js';
import { defineRule } from './define-rule.js';
import { eightBitOnNpu } from './eight-bit-on-npu.rule.js';
import { lowerToLookup } from './lower-to-lookup.js';
import { requireSameType } from './require-same-type.js';

const sameQuantization = defineRule<'MINIMUM' | 'MAXIMUM'>({
  id: 'extremum.quantization-differs',
  rule: 'Both operands and the result have one scale and zero point, since raw codes are compared.',
  effect: 'warn',
  hint: 'Let the converter give the bound the scale of the picture; with other scales TFLite compares codes that mean different values.',
  check(op) {
    const [first, ...rest] = [inputOf(op, 0), inputOf(op, 1), outputOf(op)];
    const odd = rest.find(
      (tensor) =>
        tensor.quantization?.scale[0] !== first?.quantization?.scale[0] ||
        tensor.quantization?.zeroPoint[0] !== first?.quantization?.zeroPoint[0],
    );
    return (
      odd && { detail: `tensor ${odd.id} "${odd.name}" has another scale or zero point`, tensor: odd.id }
    );
  },
});

/** MINIMUM or MAXIMUM: element-wise on raw codes; against one constant it is a bound. */
export function extremumOperator<Builtin extends 'MINIMUM' | 'MAXIMUM'>(
  builtin: Builtin,
): OperatorDefinition<Builtin> {
  const maximum = builtin === 'MAXIMUM';
  const pick = maximum ? Math.max : Math.min;
  return defineOperator<Builtin>({
    builtin,
    source: 'TFLite kernels/maximum_minimum.cc; raw codes are compared',
    types: [...eightBit, 'INT32', 'INT64'],
    prepare(op) {
      requireSameType(op, [0, 1]);
      return broadcastOutput(op);
    },
    rules: [sameQuantization, eightBitOnNpu],
    engine: () => 'ppu',
    cost: (op) => ({
      kind: 'elementwise',
      operation: maximum ? 'maximum' : 'minimum',
      elements: elementsOf(outputOf(op).shape),
    }),
    lower(op) {
      if (!eightBit.includes(outputOf(op).type)) {
        const operation = maximum ? 'maximum' : 'minimum';
        return lowerTo(integerArithmetic, { operation, activation: 'NONE' }, [0, 1]);
      }
      const bound = [0, 1].find((position) => isConstantScalar(op.inputs[position]));
      if (bound === undefined) return lowerTo(extremum, { maximum }, [0, 1]);
      const code = constantWeights(inputOf(op, bound))[0] ?? 0;
      return lowerToLookup(inputOf(op, 1 - bound), outputOf(op), (other) => pick(other, code), 1 - bound);
    },
  });
}

function isConstantScalar(tensor: { readonly data: Uint8Array | undefined } | undefined): boolean {
  return tensor?.data?.length === 1;
}
