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

/** Issues as people read them: what, where, and what to do. */
export function renderIssues(
  issues: readonly ShownIssue[],
  paint: (text: string) => string,
  style: Style,
): string {
  return issues
    .map((issue) => {
      const operator = typeof issue.operator === 'number' ? `operator ${issue.operator}` : '';
      const place = issue.detail.includes(operator) ? '' : `${operator}: `;
      const lines = [`${paint('●')} ${printable(`${place}${issue.detail}`)} ${style.dim(`(${issue.id})`)}`];
      if (issue.hint !== undefined && issue.hint !== '')
        lines.push(`  ${style.dim('hint:')} ${printable(issue.hint)}`);
      return lines.join('\n');
    })
    .join('\n');
}
