import type { GraphTensor } from '../../../graph/graph.js';
import type { Operation, OperationList } from '../../operation-list.js';

/** A change to the list of steps that keeps every byte of the model's outputs. */
export interface OperationRewrite {
  readonly name: string;
  /** The change at one step; `undefined` where the rewrite does not apply. */
  readonly match: (view: OperationListView, position: number) => OperationPatch | undefined;
}

/** The list as one sweep of a rewrite sees it. */
export interface OperationListView {
  readonly list: OperationList;
  /** Id for the next tensor that a patch adds. */
  readonly nextTensor: number;
  /** Position of the step that computes a tensor, when only one step reads it, once, and it is no output of the model. */
  readonly soleProducer: (tensor: number) => number | undefined;
}

/** Steps to take out, and steps to put where the last of them stood. */
export interface OperationPatch {
  readonly removed: readonly number[];
  readonly inserted: readonly Operation[];
  readonly tensors?: readonly GraphTensor[];
}
