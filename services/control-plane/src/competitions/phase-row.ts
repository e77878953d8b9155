import { type PhaseKind, type PhaseState, type PhaseView, phaseConfigSchema } from '@npufarm/contracts';

/** A phase as it is read for people. */
export interface PhaseRow {
  readonly competitionId: string;
  readonly slug: string;
  readonly kind: PhaseKind;
  readonly state: PhaseState;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  readonly config: unknown;
  readonly configHash: string;
  readonly dataset: string | null;
}

export function phaseViewOf({ competitionId: _id, opensAt, closesAt, config, ...rest }: PhaseRow): PhaseView {
  return {
    ...rest,
    opensAt: opensAt?.toISOString() ?? null,
    closesAt: closesAt?.toISOString() ?? null,
    config: phaseConfigSchema.parse(config),
  };
}
