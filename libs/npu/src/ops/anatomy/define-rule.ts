import type { BuiltinName } from '@npufarm/tflite';
import type { OperatorView } from '../../graph/operator-view.js';

/** What a broken rule means for the operator. */
export type RuleEffect =
  /** Runs nowhere: neither on the NPU nor on the integer CPU fallback. */
  | 'refuse'
  /** Not on the NPU; a policy with CPU fallback runs it there. */
  | 'off-npu'
  /** Runs on the NPU, at a cost or risk worth knowing. */
  | 'warn';

export interface Finding {
  readonly detail: string;
  /** Id of the tensor that breaks the rule. */
  readonly tensor?: number | undefined;
}

/** A placement rule; its sentence is at once log line, API field, UI text and documentation. */
export interface Rule<Builtin extends BuiltinName = BuiltinName> {
  readonly id: string;
  readonly rule: string;
  readonly effect: RuleEffect;
  readonly hint: string;
  /** What breaks the rule, naming tensor and value; `undefined` when it holds. */
  check(op: OperatorView<Builtin>): Finding | undefined;
}

export function defineRule<Builtin extends BuiltinName = BuiltinName>(rule: Rule<Builtin>): Rule<Builtin> {
  return rule;
}
