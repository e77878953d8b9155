import type { BuiltinName, TensorType } from '@npufarm/tflite';
import type { Engine } from '../../arch/engine.js';
import { inputOf, outputOf, type OperatorView } from '../../graph/operator-view.js';
import { elementsOf } from '../../graph/shape.js';
import { defineOperator, eightBit, type OperatorDefinition } from './define-operator.js';
import type { Rule } from './define-rule.js';
import { lowerToLookup } from './lower-to-lookup.js';
import { requireSameType } from './require-same-type.js';
import type { ActivationOperation } from './work.js';

/** A function of one 8-bit code alone, such as LOGISTIC: 256 results, computed by the operator's exact arithmetic. */
export function tableOperator<Builtin extends BuiltinName>(definition: {
  readonly builtin: Builtin;
  readonly source: string;
  readonly types?: readonly TensorType[];
  readonly engine?: Engine;
  readonly operation: ActivationOperation;
  readonly rules?: readonly Rule<Builtin>[];
  /** The result's code, before it is clamped to the type, of a code of the input. */
  resultOf(op: OperatorView<Builtin>): (code: number) => number;
}): OperatorDefinition<Builtin> {
  const { builtin, source, types = eightBit, engine = 'tp', operation, rules = [] } = definition;
  return defineOperator<Builtin>({
    builtin,
    source,
    types,
    prepare(op) {
      requireSameType(op);
      return [inputOf(op, 0).shape];
    },
    rules,
    engine: () => engine,
    cost: (op) => ({ kind: 'activation', operation, elements: elementsOf(inputOf(op, 0).shape) }),
    lower: (op) => lowerToLookup(inputOf(op, 0), outputOf(op), definition.resultOf(op)),
  });
}
