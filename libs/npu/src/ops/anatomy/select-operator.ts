import { dataBytes } from '@npufarm/tflite';
import { inputOf, outputOf, type OperatorView } from '../../graph/operator-view.js';
import { broadcastShape, elementsOf, sameShape, shapeText } from '../../graph/shape.js';
import { invariant } from '../../invariant.js';
import { select } from '../../kernels/reference/select.js';
import { defineOperator, lowerTo, type OperatorDefinition } from './define-operator.js';
import { eightBit } from './define-operator.js';
import { defineRule } from './define-rule.js';
import { movableTypes } from './movable-types.js';
import { refuseToPrepare } from './refuse-to-prepare.js';
import { requireSameType } from './require-same-type.js';
import { sameQuantization } from './same-quantization.rule.js';
import { tensorText } from './tensor-text.js';

type Select = 'SELECT' | 'SELECT_V2';

const eightBitChoices = defineRule<Select>({
  id: 'operator.integer-type',
  rule: 'The NPU computes and moves 8-bit tensors; wider integers stay on the CPU.',
  effect: 'off-npu',
  hint: 'Keep indices, shapes and masks out of the network: compute them when exporting, or outside the model.',
  check(op) {
    const output = outputOf(op);
    return eightBit.includes(output.type)
      ? undefined
      : { detail: `${tensorText(output)} is ${output.type}`, tensor: output.id };
  },
});

/** SELECT or SELECT_V2: moves raw codes of one of two operands; they differ in how shapes may differ. */
export function selectOperator<Builtin extends Select>(builtin: Builtin): OperatorDefinition<Builtin> {
  const shapesOf = builtin === 'SELECT' ? plainShapes : broadcastShapes;
  return defineOperator<Builtin>({
    builtin,
    source: 'TFLite kernels/select.cc; raw codes are moved',
    types: movableTypes,
    prepare(op) {
      requireSameType(op, [1, 2]);
      const shapes = shapesOf(op);
      if (shapes !== undefined && inputOf(op, 0).type === 'BOOL') return [shapes.output];
      const [condition, chosen, other] = [inputOf(op, 0), inputOf(op, 1), inputOf(op, 2)];
      return refuseToPrepare(op, {
        id: 'select.shapes',
        rule: 'A selection takes a BOOL condition and two operands whose shapes fit together.',
        detail: `condition ${condition.type} ${shapeText(condition.shape)}, operands ${shapeText(chosen.shape)} and ${shapeText(other.shape)}`,
        hint: 'Give the operands one shape; only SELECT_V2 broadcasts them.',
      });
    },
    rules: [sameQuantization<Select>('warn', [1, 2]), eightBitChoices],
    engine: () => 'ppu',
    cost: (op) => ({ kind: 'elementwise', operation: 'select', elements: elementsOf(outputOf(op).shape) }),
    lower(op) {
      const shapes = shapesOf(op);
      const elementBytes = dataBytes(outputOf(op).type, 1);
      invariant(shapes !== undefined && elementBytes !== undefined, 'prepare refused other shapes and types');
      return lowerTo(select, { conditionShape: shapes.condition, elementBytes }, [0, 1, 2]);
    },
  });
}

interface SelectShapes {
  /** The condition's shape, as it broadcasts to the output. */
  readonly condition: readonly number[];
  readonly output: readonly number[];
}

/** One shape for all, or a condition that is a scalar or a vector along the first axis. */
function plainShapes(op: OperatorView): SelectShapes | undefined {
  const [condition, { shape: output }, other] = [inputOf(op, 0).shape, inputOf(op, 1), inputOf(op, 2).shape];
  if (!sameShape(output, other)) return undefined;
  if (condition.length === 0 || sameShape(condition, output)) return { condition, output };
  const isAlongFirst = condition.length === 1 && condition[0] === output[0];
  return isAlongFirst ? { condition: [...condition, ...output.slice(1).map(() => 1)], output } : undefined;
}

function broadcastShapes(op: OperatorView): SelectShapes | undefined {
  const condition = inputOf(op, 0).shape;
  const operands = broadcastShape(inputOf(op, 1).shape, inputOf(op, 2).shape);
  const output = operands && broadcastShape(condition, operands);
  return output && { condition, output };
}
