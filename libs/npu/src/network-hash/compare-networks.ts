import type { Issue } from '../reason.js';
import type { Network, NetworkOperator } from './network.js';

export interface NetworkComparison {
  readonly isSame: boolean;
  /** Set when the networks differ; names the first operator that does. */
  readonly issue: Issue | undefined;
  readonly warnings: readonly Issue[];
}

/** Whether two files hold one network: `first` gives the runtime, `second` the fidelity. */
export function compareNetworks(first: Network, second: Network): NetworkComparison {
  if (first.hash !== second.hash) {
    return { isSame: false, issue: notOneNetwork(first, second), warnings: [] };
  }
  return { isSame: true, issue: undefined, warnings: otherScales(first, second) };
}

function notOneNetwork(first: Network, second: Network): Issue {
  const known = new Set(second.operators.map(({ digest }) => digest));
  const position = first.operators.findIndex(({ digest }) => !known.has(digest));
  const operator = first.operators[position] ?? first.operators.at(-1);
  const other = second.operators[position];
  return {
    id: 'archive.not-one-network',
    rule: 'Runtime and fidelity come from the same network: model.tflite and model_none.tflite agree in operators, attributes, filters and filter scales.',
    detail:
      operator === undefined
        ? `model.tflite has no operators, model_none.tflite has ${second.operators.length}`
        : `operator ${operator.index} (${operator.builtin}) of model.tflite ${difference(operator, other)}`,
    hint: 'Export both files from one set of weights, and change only the shape of the input between the two.',
    ...(operator === undefined ? {} : { operator: operator.index }),
  };
}

function difference(operator: NetworkOperator, other: NetworkOperator | undefined): string {
  if (other === undefined) return 'has no counterpart in model_none.tflite, which ends before it';
  const counterpart = `operator ${other.index} (${other.builtin}) of model_none.tflite`;
  if (operator.builtin !== other.builtin) return `stands where ${counterpart} stands`;
  if (operator.attributes !== other.attributes) return `has other attributes than ${counterpart}`;
  if (operator.constants !== other.constants)
    return `has other filter bytes or filter scales than ${counterpart}`;
  return `computes from other inputs than ${counterpart}`;
}

function otherScales(first: Network, second: Network): readonly Issue[] {
  const scales = new Map(second.operators.map((operator) => [operator.digest, operator]));
  const pairs = first.operators.flatMap((operator) => {
    const other = scales.get(operator.digest);
    const isEqual = other?.scale === operator.scale && other?.zeroPoint === operator.zeroPoint;
    return other === undefined || isEqual ? [] : [{ operator, other }];
  });
  const [pair] = pairs;
  const isInputEqual = first.inputScale === second.inputScale;
  if (pair === undefined && isInputEqual) return [];
  const place = isInputEqual
    ? `at operator ${pair?.operator.index} (${pair?.operator.builtin}): ${pair?.operator.scale} in model.tflite, ${pair?.other.scale} in model_none.tflite`
    : `at the input: ${first.inputScale} in model.tflite, ${second.inputScale} in model_none.tflite`;
  return [
    {
      id: 'archive.other-scales',
      rule: 'The two files of an archive were calibrated alike.',
      detail: `the activation scales differ at ${pairs.length} operators, first ${place}`,
      hint: 'The runtime does not depend on scales, but the fidelity is that of model_none.tflite; calibrate both with the same pictures.',
      ...(isInputEqual && pair !== undefined ? { operator: pair.operator.index } : {}),
    },
  ];
}
