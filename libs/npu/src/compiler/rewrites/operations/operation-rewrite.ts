import type { GraphTensor } from '../../../graph/graph.js';
import type { Operation, OperationList } from '../../operation-list.js';

/** A change to the list of steps that keeps every byte of the model's outputs. */
export interface OperationRewrite {
  readonly name: string;
  /** The change at one step; `undefined` where the rewrite does not apply. */
  match(list: OperationList, position: number): OperationPatch | undefined;
}

/** Steps to take out, and steps to put where the last of them stood; new tensors get the next free ids. */
export interface OperationPatch {
  readonly removed: readonly number[];
  readonly inserted: readonly Operation[];
  readonly tensors?: readonly GraphTensor[];
}

export function applyPatch(
  list: OperationList,
  { removed, inserted, tensors = [] }: OperationPatch,
): OperationList {
  const last = Math.max(...removed);
  return {
    ...list,
    tensors: [...list.tensors, ...tensors],
    operations: list.operations.flatMap((operation, position) => {
      if (position === last) return inserted;
      return removed.includes(position) ? [] : [operation];
    }),
  };
}

/** The step that computes a tensor when nothing else reads that tensor and it is no output of the model. */
export function soleProducer(list: OperationList, tensor: number): number | undefined {
  const readers = list.operations.filter(({ inputs }) => inputs.includes(tensor));
  const reads = readers.flatMap(({ inputs }) => inputs.filter((id) => id === tensor)).length;
  if (reads !== 1 || list.outputs.includes(tensor)) return undefined;
  const position = list.operations.findIndex(({ outputs }) => outputs.length === 1 && outputs[0] === tensor);
  return position < 0 ? undefined : position;
}
