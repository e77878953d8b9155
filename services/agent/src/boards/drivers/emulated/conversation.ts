import type { BoardAnswer, BoardFault, BoardRequest, FailureClass } from '@npufarm/contracts';
import type { BoardEvent } from '../../board-event.js';
import type { BoardOutcome } from '../../board-outcome.js';
import type { BoardProcess } from './board-process.js';
import type { Deadline } from './deadline.js';
import { failureOfEnd } from './failure-of-end.js';

/** Either what a request yields, or how the whole attempt ends because of it. */
export type Exchange =
  { readonly ok: true; readonly result: unknown } | { readonly ok: false; readonly outcome: BoardOutcome };

/** What one exchange with a board process needs. */
export interface ExchangeTerms {
  readonly deadline: Deadline;
  /** Class of the failure when the deadline passes. */
  readonly overdue: FailureClass;
  readonly signal: AbortSignal;
}

/** Sends one request and yields what the board says until it has answered, died, hung or been cancelled. */
export async function* converse(
  board: BoardProcess,
  request: BoardRequest & { readonly id: number },
  { deadline, overdue, signal }: ExchangeTerms,
): AsyncGenerator<BoardEvent, Exchange> {
  board.send(request);
  for (;;) {
    const news = await board.next(deadline, signal);
    switch (news.kind) {
      case 'aborted':
        return { ok: false, outcome: { kind: 'cancelled', proof: '' } };
      case 'overdue':
        return failed(overdue, `${request.do} took longer than ${deadline.limitMs} ms`);
      case 'ended':
        return { ok: false, outcome: { kind: 'failed', ...failureOfEnd(news.end) } };
      case 'garbage':
        return failed('DELEGATE_RUNTIME', news.detail);
      case 'answer':
        if ('ok' in news.answer) {
          if (news.answer.id !== request.id) continue;
          return news.answer.ok
            ? { ok: true, result: news.answer.result }
            : { ok: false, outcome: outcomeOfFault(news.answer.fault) };
        }
        yield* eventsOf(news.answer);
    }
  }
}

function* eventsOf(answer: Exclude<BoardAnswer, { ok: boolean }>): Generator<BoardEvent> {
  if (answer.event === 'log') {
    yield { kind: 'log', level: answer.level, source: answer.source, text: answer.text };
  } else if (answer.event === 'issue') {
    yield { kind: 'issue', issue: answer.issue };
  } else if (answer.event === 'progress') {
    yield { kind: 'progress', done: answer.done, total: answer.total };
  }
}

function outcomeOfFault(fault: BoardFault): BoardOutcome {
  return fault.issues !== undefined && fault.issues.length > 0
    ? { kind: 'rejected', issues: fault.issues }
    : { kind: 'failed', failureClass: fault.failureClass, detail: fault.detail };
}

function failed(failureClass: FailureClass, detail: string): Exchange {
  return { ok: false, outcome: { kind: 'failed', failureClass, detail } };
}
