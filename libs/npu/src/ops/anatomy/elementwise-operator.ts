import type { TensorType } from '@npufarm/tflite';
import type { FusedActivation } from '../../arithmetic/activation-range.js';
import type { Engine } from '../../arch/engine.js';
import { outputOf, type OperatorView } from '../../graph/operator-view.js';
import { elementsOf } from '../../graph/shape.js';
import { integerArithmetic, type IntegerOperation } from '../../kernels/reference/integer-arithmetic.js';
import { broadcastOutput } from './broadcast-output.js';
import {
  defineOperator,
  eightBit,
  lowerTo,
  type Lowering,
  type OperatorDefinition,
} from './define-operator.js';
import type { Rule } from './define-rule.js';
import { eightBitOnNpu } from './eight-bit-on-npu.rule.js';
import { requireSameType } from './require-same-type.js';
import type { ElementwiseOperation } from './work.js';

type Elementwise = 'ADD' | 'SUB' | 'MUL' | 'DIV' | 'SQUARED_DIFFERENCE';

/** Two operands with broadcasting: 8-bit by the operator's own arithmetic, wider integers by plain one on the CPU. */
export function elementwiseOperator<Builtin extends Elementwise>(definition: {
  readonly builtin: Builtin;
  readonly source: string;
  readonly engine: Engine;
  readonly operation: ElementwiseOperation;
  readonly integers: IntegerOperation;
  /** Wider integers that TFLite takes too. */
  readonly integerTypes?: readonly TensorType[];
  readonly rules?: readonly Rule<Builtin>[];
  activation(op: OperatorView<Builtin>): FusedActivation;
  lower(op: OperatorView<Builtin>): Lowering;
}): OperatorDefinition<Builtin> {
  const { builtin, source, engine, operation, integers, rules = [] } = definition;
  const { integerTypes = ['INT32', 'INT64'] } = definition;
  return defineOperator<Builtin>({
    builtin,
    source,
    types: [...eightBit, ...integerTypes],
    prepare(op) {
      requireSameType(op, [0, 1]);
      return broadcastOutput(op);
    },
    rules: [...rules, eightBitOnNpu],
    engine: () => engine,
    cost: (op) => ({ kind: 'elementwise', operation, elements: elementsOf(outputOf(op).shape) }),
    lower(op) {
      if (eightBit.includes(outputOf(op).type)) return definition.lower(op);
      return lowerTo(
        integerArithmetic,
        { operation: integers, activation: definition.activation(op) },
        [0, 1],
      );
    },
  });
}
