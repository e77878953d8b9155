import type { Partition } from './partition.js';
import type { Reason } from '../reason.js';

/** What the delegate made of a model; `nodes` and `mapped` count operators of the file. */
export interface DelegateOutcome {
  readonly nodes: number;
  readonly mapped: number;
  readonly partitions: readonly Partition[];
  readonly issues: readonly Reason[];
  readonly warnings: readonly Reason[];
}

/**
 * The delegate's log in the vocabulary of the real one, with node, reason and hint added.
 *
 * Source of the phrases: TFLite's delegate messages and tflite-vx-delegate, as users quote them.
 */
export function delegateLog({
  nodes,
  mapped,
  partitions,
  issues,
  warnings,
}: DelegateOutcome): readonly string[] {
  const onNpu = partitions.filter(({ unit }) => unit === 'npu');
  const lines = [
    ...issues.map((issue) => `ERROR: ${issue.id}: ${issue.detail}. Hint: ${issue.hint}`),
    ...warnings.map((warning) => `WARNING: ${warning.id}: ${warning.detail}. Hint: ${warning.hint}`),
  ];
  if (nodes === 0) return lines;
  lines.push(
    `VERBOSE: Replacing ${mapped} out of ${nodes} node(s) with delegate (npufarm emulated VS680) node, yielding ${onNpu.length} partitions for the whole graph.`,
  );
  if (issues.length > 0) lines.push('ERROR: compile to binary failed');
  else if (mapped === nodes) {
    lines.push(
      'INFO: Explicitly applied EXTERNAL delegate, and the model graph will be completely executed by the delegate.',
    );
  } else {
    lines.push(
      `INFO: Explicitly applied EXTERNAL delegate, and the model graph will be partially executed by the delegate w/ ${onNpu.length} delegate kernels.`,
    );
  }
  return lines;
}
