import type { BoardFault } from '@npufarm/contracts';
import { InputError, ModelFault, PolicyError } from '@npufarm/npu';
import { FeedingError } from './feeding.js';
import { Refusal } from './load.js';

/** What a request's error means for the attempt, and who must act. */
export function faultOf(error: unknown): BoardFault {
  const detail = error instanceof Error ? error.message : String(error);
  if (error instanceof Refusal) {
    return { who: 'participant', failureClass: 'DELEGATE_UNSUPPORTED', detail, issues: [...error.issues] };
  }
  if (error instanceof ModelFault) {
    const { operator = null, tensor = null, ...reason } = error.issue;
    return {
      who: 'participant',
      failureClass: 'PARTICIPANT_MODEL',
      detail,
      issues: [{ ...reason, operator, tensor }],
    };
  }
  if (error instanceof InputError || error instanceof FeedingError) {
    return { who: 'participant', failureClass: 'PARTICIPANT_MODEL', detail, issues: [pictureIssue(detail)] };
  }
  if (error instanceof RangeError && /alloc|array length|memory/i.test(detail)) {
    return { who: 'participant', failureClass: 'MEMORY_LIMIT', detail };
  }
  if (error instanceof PolicyError) return { who: 'internal', failureClass: 'BUG', detail };
  if (error instanceof Error && 'syscall' in error) {
    return { who: 'infrastructure', failureClass: 'STORAGE', detail };
  }
  const place = error instanceof Error ? (error.stack?.split('\n')[1]?.trim() ?? '') : '';
  return { who: 'internal', failureClass: 'BUG', detail: `${detail} (${place})` };
}

function pictureIssue(detail: string): NonNullable<BoardFault['issues']>[number] {
  return {
    id: 'picture.not-one-in-one-out',
    rule: 'The model takes one RGB picture and yields one.',
    detail,
    hint: 'Export one 8-bit input and one 8-bit output of shape [1, height, width, 3].',
    operator: null,
    tensor: null,
  };
}
