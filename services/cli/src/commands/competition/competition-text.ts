import type { CompetitionView, PhaseView } from '@npufarm/contracts';
import type { Style } from '../../output/style.js';
import { type Column, renderTable } from '../../output/table.js';

const moment = (text: string | null): string => text?.replace(/:\d\d\.000Z$/, 'Z') ?? '–';

const columns: readonly Column<PhaseView>[] = [
  { title: 'phase', value: (phase) => phase.slug },
  { title: 'kind', value: (phase) => phase.kind },
  { title: 'state', value: (phase) => phase.state },
  { title: 'opens', value: (phase) => moment(phase.opensAt) },
  { title: 'closes', value: (phase) => moment(phase.closesAt) },
  { title: 'dataset', value: (phase) => phase.dataset ?? '–' },
  { title: 'fidelity', value: (phase) => phase.config.acceptedFidelity },
  { title: 'results', value: (phase) => (phase.resultsPublic ? 'public' : 'hidden') },
  { title: 'config', value: (phase) => phase.configHash.slice(0, 12) },
];

/** Competitions with their phases as people read them. */
export function competitionText(competitions: readonly CompetitionView[], style: Style): string {
  return competitions
    .map(({ slug, title, phases }) => `${style.bold(slug)}  ${title}\n${renderTable(columns, phases, style)}`)
    .join('\n\n');
}
