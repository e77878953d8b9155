/** The route of a phase. */
export function phasePath({ competition, phase }: { competition: string; phase: string }): string {
  return `/api/v1/competitions/${encodeURIComponent(competition)}/phases/${encodeURIComponent(phase)}`;
}
