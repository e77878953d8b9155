import type { Guidance } from '@npufarm/npu';
import { milliseconds } from '../../output/format-number.js';
import type { Style } from '../../output/style.js';

/** Advice as JSON documents carry it. */
export function guidanceDocument(guidance: readonly Guidance[]): readonly object[] {
  return guidance.map(({ id, rule, detail, hint, gainUs, operators }) => ({
    id,
    rule,
    detail,
    hint,
    gainUs,
    operators,
  }));
}

/** Advice for people, the largest gain first. */
export function renderGuidance(guidance: readonly Guidance[], style: Style): string {
  return guidance
    .map(({ detail, hint, gainUs }) => {
      const gain = gainUs > 0 ? `saves up to ${milliseconds(gainUs)} ms: ` : '';
      return `${style.bold(`${gain}${detail}`)}\n  ${hint}`;
    })
    .join('\n');
}
