import type { FailureClass } from '@npufarm/contracts';
import type { ProcessEnd } from './board-process.js';

const OUT_OF_MEMORY =
  /heap out of memory|Array buffer allocation failed|Cannot allocate|could not allocate memory/i;

/**
 * Class and sentence for a board process that ended while it had work.
 * A kill from outside is the board's loss; a crash of its own may be the model's doing.
 */
export function failureOfEnd(end: ProcessEnd): {
  readonly failureClass: FailureClass;
  readonly detail: string;
} {
  const how = end.signal === undefined ? `with exit code ${end.code}` : `by ${end.signal}`;
  const detail = `the board process ended ${how}${lastLine(end.errorTail)}`;
  if (OUT_OF_MEMORY.test(end.errorTail)) return { failureClass: 'MEMORY_LIMIT', detail };
  const killed = end.signal === 'SIGKILL' || end.signal === 'SIGTERM' || end.signal === 'SIGINT';
  return { failureClass: killed ? 'BOARD_LOST' : 'DELEGATE_RUNTIME', detail };
}

function lastLine(errorTail: string): string {
  const line = errorTail.split('\n').findLast((text) => text.trim() !== '');
  return line === undefined ? '' : `: ${line.trim()}`;
}
