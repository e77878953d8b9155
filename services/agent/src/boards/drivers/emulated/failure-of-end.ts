import type { FailureClass } from '@npufarm/contracts';
import type { ProcessEnd } from './board-process.js';

// What V8, its C++ runtime and WebAssembly say when RLIMIT_DATA refuses them memory.
const OUT_OF_MEMORY = /out of memory|bad_alloc|allocation failed|cannot allocate|could not allocate/i;
const TELLING = /FATAL|what\(\)|Error/;

/**
 * Class and sentence for a board process that ended while it had work.
 * A kill from outside is the board's loss; a crash of its own may be the model's doing.
 */
export function failureOfEnd(end: ProcessEnd): {
  readonly failureClass: FailureClass;
  readonly detail: string;
} {
  const how = end.signal === undefined ? `with exit code ${end.code}` : `by ${end.signal}`;
  const detail = `the board process ended ${how}${lastWords(end.errorTail)}`;
  if (OUT_OF_MEMORY.test(end.errorTail)) return { failureClass: 'MEMORY_LIMIT', detail };
  const killed = end.signal === 'SIGKILL' || end.signal === 'SIGTERM' || end.signal === 'SIGINT';
  return { failureClass: killed ? 'BOARD_LOST' : 'DELEGATE_RUNTIME', detail };
}

function lastWords(errorTail: string): string {
  const lines = errorTail.split('\n').filter((line) => line.trim() !== '');
  const line = lines.find((text) => TELLING.test(text)) ?? lines.at(-1);
  return line === undefined ? '' : `: ${line.trim()}`;
}
