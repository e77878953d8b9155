import type { Reason } from '@npufarm/contracts';
import type { FloatAnswer } from './float-run.js';

/** How often a float model may crash before its drop is given up: one bad moment of the machine is nobody's fault. */
export const floatTriesLimit = 3;

const rule = 'The accuracy drop needs a float model that runs on the CPU within its limits.';
const hints: Readonly<Record<Exclude<FloatAnswer['kind'], 'output' | 'refused'>, string>> = {
  'time-limit': 'Make the float model smaller; the score does not depend on it.',
  'memory-limit': 'Make the float model smaller; the score does not depend on it.',
  crashed: 'Tell the operator the submission id; the score does not depend on it.',
};

/** Why a float model yields no accuracy drop; undefined when it is to be tried again. */
export function floatVerdict(
  answer: Exclude<FloatAnswer, { kind: 'output' }>,
  tries: number,
): Reason | undefined {
  if (answer.kind === 'refused') return answer.reason;
  if (answer.kind === 'crashed' && tries < floatTriesLimit) return undefined;
  return { id: `float.${answer.kind}`, rule, detail: answer.detail, hint: hints[answer.kind] };
}
