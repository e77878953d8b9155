import { printable } from './printable.js';
import type { Style } from './style.js';

/** A reason about a model, wherever it comes from. */
interface ShownIssue {
  readonly id: string;
  readonly rule: string;
  readonly detail: string;
  readonly hint?: string | undefined;
  readonly operator?: number | null | undefined;
}

/**
 * Issues as people read them: what, where, and what to do. One cause in many operators is told once, at its first
 * operator, with the places of the others; `--json` has each of them in full.
 */
export function renderIssues(
  issues: readonly ShownIssue[],
  paint: (text: string) => string,
  style: Style,
): string {
  const causes = new Map<string, ShownIssue[]>();
  for (const issue of issues) {
    const cause = JSON.stringify([issue.id, issue.hint]);
    causes.set(cause, [...(causes.get(cause) ?? []), issue]);
  }
  return [...causes.values()].map((cause) => renderCause(cause, paint, style)).join('\n');
}

function renderCause(
  [first, ...others]: readonly ShownIssue[],
  paint: (text: string) => string,
  style: Style,
): string {
  if (first === undefined) return '';
  const operator = typeof first.operator === 'number' ? `operator ${first.operator}` : '';
  const place = first.detail.includes(operator) ? '' : `${operator}: `;
  const lines = [`${paint('●')} ${printable(`${place}${first.detail}`)} ${style.dim(`(${first.id})`)}`];
  if (others.length > 0) lines.push(`  ${style.dim(othersText(others))}`);
  if (first.hint !== undefined && first.hint !== '')
    lines.push(`  ${style.dim('hint:')} ${printable(first.hint)}`);
  return lines.join('\n');
}

function othersText(others: readonly ShownIssue[]): string {
  const operators = [...new Set(others.map(({ operator }) => operator))].filter(
    (operator) => typeof operator === 'number',
  );
  const times = others.length === 1 ? 'once more' : `${others.length} times more`;
  return operators.length === 0
    ? times
    : `${times}, at operator${operators.length === 1 ? '' : 's'} ${operators.join(', ')}`;
}
