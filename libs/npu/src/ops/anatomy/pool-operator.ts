import { activationRange } from '../../arithmetic/activation-range.js';
import { inputOf, outputOf, type OperatorView } from '../../graph/operator-view.js';
import { perTensorOf } from '../../graph/quantization-of.js';
import { elementsOf, shapeText } from '../../graph/shape.js';
import { pool } from '../../kernels/reference/pool.js';
import { defineOperator, eightBit, lowerTo, type OperatorDefinition } from './define-operator.js';
import { refuseToPrepare } from './refuse-to-prepare.js';
import { requireSameType } from './require-same-type.js';
import { sameQuantization } from './same-quantization.rule.js';
import { slideWindow, type WindowAxis } from './window.js';

type Pool = 'AVERAGE_POOL_2D' | 'MAX_POOL_2D';

/** AVERAGE_POOL_2D or MAX_POOL_2D on raw codes. */
export function poolOperator<Builtin extends Pool>(builtin: Builtin): OperatorDefinition<Builtin> {
  const average = builtin === 'AVERAGE_POOL_2D';
  return defineOperator<Builtin>({
    builtin,
    source: 'TFLite kernels/pooling.cc; reference_integer_ops::AveragePool, MaxPool',
    types: eightBit,
    prepare(op) {
      requireSameType(op);
      const { shape } = inputOf(op, 0);
      const { filterHeight, filterWidth, strideH, strideW } = optionsOf(op);
      if (shape.length !== 4 || Math.min(filterHeight, filterWidth, strideH, strideW) < 1) {
        return refuseToPrepare(
          op,
          {
            id: 'pool.window',
            rule: 'A pool takes a picture of rank 4, with a positive window and positive strides.',
            detail: `window ${filterHeight}x${filterWidth}, strides ${strideH}x${strideW}, shape ${shapeText(shape)}`,
            hint: 'Export the model again with an up-to-date converter; this file is damaged or was edited by hand.',
          },
          inputOf(op, 0),
        );
      }
      const [rows, columns] = windowOf(op);
      return [[shape[0] ?? 0, rows.output, columns.output, shape[3] ?? 0]];
    },
    rules: [sameQuantization('warn')],
    engine: () => 'nn',
    cost(op) {
      const { filterHeight, filterWidth } = optionsOf(op);
      const [, height, width] = inputOf(op, 0).shape;
      const isGlobal = filterHeight === height && filterWidth === width;
      return {
        kind: 'pool',
        method: average ? (isGlobal ? 'global' : 'average') : 'maximum',
        elements: elementsOf(outputOf(op).shape),
        window: filterHeight * filterWidth,
      };
    },
    lower(op) {
      const { filterHeight, filterWidth, strideH, strideW, fusedActivation } = optionsOf(op);
      const [rows, columns] = windowOf(op);
      const output = outputOf(op);
      return lowerTo(
        pool,
        {
          average,
          filterHeight,
          filterWidth,
          strideHeight: strideH,
          strideWidth: strideW,
          padTop: rows.padBefore,
          padLeft: columns.padBefore,
          ...activationRange(fusedActivation, output.type, perTensorOf(op, output)),
        },
        [0],
      );
    },
  });
}

function optionsOf(op: OperatorView<Pool>): OperatorView<'MAX_POOL_2D'>['options'] {
  return op.options;
}

function windowOf(op: OperatorView<Pool>): readonly [WindowAxis, WindowAxis] {
  const [, height = 0, width = 0] = inputOf(op, 0).shape;
  const { padding, filterHeight, filterWidth, strideH, strideW } = optionsOf(op);
  return [
    slideWindow(padding, height, filterHeight, strideH),
    slideWindow(padding, width, filterWidth, strideW),
  ];
}
