/** Why something is so: a stable id, the rule as a sentence, what was found, and what to do about it. */
export interface Reason {
  readonly id: string;
  readonly rule: string;
  readonly detail: string;
  readonly hint: string;
}

/** A reason tied to the place in the model that it speaks of. */
export interface Issue extends Reason {
  /** Index of the operator in its subgraph; absent for a matter of the whole model. */
  readonly operator?: number | undefined;
  /** Index of the tensor in its subgraph. */
  readonly tensor?: number | undefined;
}
