import { type ExitCode, exitCodes } from '../output/exit-code.js';

/** Exit status for the codes whose HTTP status alone would mislead. */
const byCode: Readonly<Record<string, ExitCode>> = {};

const byStatus: Readonly<Record<number, ExitCode>> = {
  400: exitCodes.usage,
  401: exitCodes.usage,
  403: exitCodes.usage,
  404: exitCodes.usage,
  409: exitCodes.usage,
  413: exitCodes.refused,
  415: exitCodes.refused,
  422: exitCodes.refused,
  429: exitCodes.refused,
};

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly fault: 'participant' | 'infrastructure' | 'internal';
}

/** The exit status that a farm's refusal stands for: by its code, else by who must act and the HTTP status. */
export function exitCodeOfProblem({ status, code, fault }: Refusal): ExitCode {
  const known = byCode[code];
  if (known !== undefined) return known;
  if (fault === 'internal') return exitCodes.internal;
  if (fault === 'infrastructure') return exitCodes.infrastructure;
  return byStatus[status] ?? (status >= 500 ? exitCodes.infrastructure : exitCodes.usage);
}
