import type { FarmContext } from '../connection/find-connection.js';
import { usageError } from '../output/usage-error.js';

interface PhaseOptions {
  readonly competition?: string | undefined;
  readonly phase?: string | undefined;
}

/** The competition and phase that options name, or else the farm file. */
export function requirePhase(
  options: PhaseOptions,
  context: Pick<FarmContext, 'competition' | 'phase'>,
): { readonly competition: string; readonly phase: string } {
  const competition = options.competition ?? context.competition;
  const phase = options.phase ?? context.phase;
  if (competition !== undefined && phase !== undefined) return { competition, phase };
  throw usageError(
    `name the ${competition === undefined ? 'competition with --competition' : 'phase with --phase'}`,
    'a farm of npm start has the competition mai2021 with the phase open',
  );
}
