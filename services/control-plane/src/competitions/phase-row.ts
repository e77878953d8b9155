import {
  type FrozenVersions,
  type PhaseKind,
  type PhaseState,
  type PhaseView,
  phaseConfigSchema,
} from '@npufarm/contracts';

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
  readonly frozen: FrozenVersions | null;
  readonly version: number;
  readonly publishedAt: Date | null;
  readonly openingProblem: string | null;
}

export function phaseViewOf({ opensAt, closesAt, publishedAt, ...row }: PhaseRow): PhaseView {
  const config = phaseConfigSchema.parse(row.config);
  const { slug, kind, state, configHash, dataset, frozen, version, openingProblem } = row;
  return {
    slug,
    kind,
    state,
    configHash,
    dataset,
    frozen,
    version,
    openingProblem,
    resultsPublic: config.results === 'public' || publishedAt !== null,
    opensAt: opensAt?.toISOString() ?? null,
    closesAt: closesAt?.toISOString() ?? null,
    config,
  };
}
