import { describe, expect, it } from 'vitest';
import { failureOfEnd } from './failure-of-end.js';

const aborted = { code: undefined, signal: 'SIGABRT', errorTail: '' } as const;

describe('failureOfEnd', () => {
  it.each([
    'FATAL ERROR: v8::ArrayBuffer::NewBackingStore Allocation failed - process out of memory\n 1: 0x1 [node]',
    "terminate called after throwing an instance of 'std::bad_alloc'\n  what():  std::bad_alloc",
  ])('takes a process that was refused memory for a model over its limit', (errorTail) => {
    expect(failureOfEnd({ ...aborted, errorTail }).failureClass).toBe('MEMORY_LIMIT');
  });

  it('takes a crash of its own for the model or the delegate, and quotes its last words', () => {
    const errorTail = 'TypeError: kernel is undefined\n    at run (main.js:1:1)';

    expect(failureOfEnd({ code: 1, signal: undefined, errorTail })).toEqual({
      failureClass: 'DELEGATE_RUNTIME',
      detail: 'the board process ended with exit code 1: TypeError: kernel is undefined',
    });
  });

  it('takes a kill from outside for the loss of the board', () => {
    const end = { code: undefined, signal: 'SIGKILL', errorTail: '' } as const;

    expect(failureOfEnd(end).failureClass).toBe('BOARD_LOST');
  });
});
