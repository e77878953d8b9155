import type { GraphTensor } from '../../graph/graph.js';

/** What graph nodes and compiled operations have in common: tensors in, tensors out, in execution order. */
export interface Step {
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

export interface StepList<S extends Step> {
  readonly steps: readonly S[];
  readonly tensors: readonly GraphTensor[];
  readonly outputs: readonly number[];
}

/** A change to a list of steps that keeps every byte of the model's outputs. */
export interface Rewrite<S extends Step> {
  readonly name: string;
  /** The change at one step; `undefined` where the rewrite does not apply. */
  readonly match: (view: StepListView<S>, position: number) => Patch<S> | undefined;
}

/** The list as one sweep of a rewrite sees it. */
export interface StepListView<S extends Step> {
  readonly list: StepList<S>;
  /** Id for the next tensor that a patch adds. */
  readonly nextTensor: number;
  /** Position of the step that computes a tensor. */
  readonly producer: (tensor: number) => number | undefined;
  /** The same, when only one step reads the tensor, once, and it is no output of the model. */
  readonly soleProducer: (tensor: number) => number | undefined;
  /** How often steps read a tensor; a tensor that the model returns counts as read once more. */
  readonly readers: (tensor: number) => number;
}

/** Steps to take out, and steps to put where the last of them stood. */
export interface Patch<S extends Step> {
  readonly removed: readonly number[];
  readonly inserted: readonly S[];
  readonly tensors?: readonly GraphTensor[];
}
