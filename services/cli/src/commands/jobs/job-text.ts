import type { AttemptView, JobView } from '@npufarm/contracts';
import { renderFacts } from '../../output/facts.js';
import { milliseconds } from '../../output/format-number.js';
import { renderIssues } from '../../output/issues.js';
import { renderSlowestLayers } from '../../output/layers.js';
import type { Style } from '../../output/style.js';
import { type Column, renderTable } from '../../output/table.js';
import { paintState, paintTextOfState } from '../state-colour.js';

const attemptColumns: readonly Column<AttemptView>[] = [
  { title: 'attempt', align: 'right', value: (attempt) => attempt.attempt },
  { title: 'board', value: (attempt) => attempt.board },
  { title: 'agent', value: (attempt) => attempt.agent },
  {
    title: 'state',
    value: (attempt) => attempt.state,
    paint: (text, attempt, style) => paintTextOfState(text, attempt.state, style),
  },
  { title: 'stage', value: (attempt) => attempt.stage },
  { title: 'failure', value: (attempt) => attempt.failureClass },
  { title: 'detail', value: (attempt) => attempt.detail },
];

/** A job as people read it, with its attempts and, while it waits, the reasons. */
export function jobText(job: JobView, style: Style): string {
  const { timing } = job;
  const parts = [
    `job ${style.bold(job.id)} (${job.kind})  ${paintState(job.state, style)}`,
    renderFacts(
      [
        ['submission', job.submissionId ?? undefined],
        ['team', job.team ?? undefined],
        ['queued', job.queuedAt],
        ['ended', job.endedAt ?? undefined],
        [
          'runtime',
          timing === null
            ? undefined
            : `${milliseconds(timing.inferenceUs)} ms (${timing.fidelity}, ${timing.clock})`,
        ],
        ['failure', job.failureClass ?? undefined],
        ['detail', job.detail ?? undefined],
      ],
      style,
    ),
  ];
  if (job.attempts.length > 0) parts.push(renderTable(attemptColumns, job.attempts, style));
  const stale = job.attempts.filter(({ staleResults }) => staleResults > 0);
  if (stale.length > 0) {
    const numbers = stale.map(({ attempt }) => attempt).join(', ');
    parts.push(`results that came too late, kept and never scored: attempt ${numbers}`);
  }
  if (timing !== null) parts.push(renderSlowestLayers(timing.byLayer, 5, style));
  if (job.issues.length > 0) parts.push(renderIssues(job.issues, style.red, style));
  if (job.waiting.length > 0) parts.push(renderIssues(job.waiting, style.yellow, style));
  return parts.join('\n\n');
}
