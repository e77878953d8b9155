import type { Issue, Reason } from '../reason.js';

/** The delegate's answer about one model under one policy, without running it. */
export interface CheckReport {
  readonly accepted: boolean;
  readonly policy: string;
  readonly model: {
    readonly sha256: string;
    readonly bytes: number;
    readonly inputs: readonly TensorReport[];
    readonly outputs: readonly TensorReport[];
    /** Number of operators; null for an unreadable file, as everything else about it. */
    readonly operators: number | null;
  };
  readonly operators: readonly OperatorReport[];
  readonly issues: readonly ReportedIssue[];
  readonly warnings: readonly ReportedIssue[];
  readonly partitions: number | null;
  readonly coverage: Coverage | null;
  readonly log: readonly string[];
}

export interface TensorReport {
  readonly name: string;
  readonly type: string;
  readonly shape: readonly number[];
  readonly scale: number | null;
  readonly zeroPoint: number | null;
}

export interface OperatorReport {
  readonly index: number;
  readonly builtin: string;
  readonly unit: 'npu' | 'cpu' | 'none';
  readonly engine: 'nn' | 'tp' | 'ppu' | null;
  readonly reasons: readonly Reason[];
}

/** Share of the NPU in operators, multiply-accumulates and predicted time, 0..1. */
export interface Coverage {
  readonly nodes: number;
  readonly macs: number;
  /** Null when the model is refused: there is nothing to time. */
  readonly time: number | null;
}

export interface ReportedIssue extends Reason {
  readonly operator: number | null;
  readonly tensor: number | null;
}

export function reportIssue(issue: Issue): ReportedIssue {
  const { id, rule, detail, hint, operator, tensor } = issue;
  return { id, rule, detail, hint, operator: operator ?? null, tensor: tensor ?? null };
}
