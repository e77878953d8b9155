import type { ExitCode } from '../../output/exit-code.js';

/** The result of one check of the doctor. */
export interface Finding {
  readonly check: string;
  readonly state: 'ok' | 'warning' | 'failed';
  readonly detail: string;
  readonly hint?: string | undefined;
  /** How the command ends when this is the first check that failed; 20 unless given. */
  readonly exitCode?: ExitCode;
}
