import type { Reason } from '@npufarm/contracts';
import type { CheckAnswer } from './emulator-check.js';

export type CheckVerdict =
  | { readonly kind: 'accepted' | 'try-again' }
  | { readonly kind: 'refused' | 'failed'; readonly reason: Reason };

/** How often a check may break before somebody is blamed: one bad moment of the machine is nobody's fault. */
export const checkTriesLimit = 3;

const broken: Readonly<Record<'time-limit' | 'memory-limit' | 'crashed', Omit<Reason, 'detail'>>> = {
  'time-limit': {
    id: 'check.time-limit',
    rule: 'The check of a model must end within its time limit.',
    hint: 'Make the model smaller; if it is an ordinary one, tell the organizers.',
  },
  'memory-limit': {
    id: 'check.memory-limit',
    rule: 'The check of a model must stay within its memory limit.',
    hint: 'Look for tensors with very large shapes.',
  },
  crashed: {
    id: 'check.crashed',
    rule: 'The check of a model must not crash; that is a bug of the farm.',
    hint: 'Your quota was given back. Tell the operator the submission id.',
  },
};

/** What follows from the emulator's answer after `tries` tries. */
export function checkVerdict(answer: CheckAnswer, tries: number): CheckVerdict {
  if (answer.kind === 'report') {
    const { report } = answer;
    if (report.accepted) return { kind: 'accepted' };
    const [first] = report.issues;
    return {
      kind: 'refused',
      reason: {
        id: first?.id ?? 'check.refused',
        rule: first?.rule ?? 'The delegate must accept the model under the policy of the phase.',
        detail: first?.detail ?? `The model is refused under the policy ${report.policy}.`,
        hint: first?.hint ?? 'Run "npufarm check" on the model.',
      },
    };
  }
  if (tries < checkTriesLimit) return { kind: 'try-again' };
  const reason = { ...broken[answer.kind], detail: answer.detail };
  return { kind: answer.kind === 'crashed' ? 'failed' : 'refused', reason };
}
