import { describe, expect, it } from 'vitest';
import { countTests } from './count-tests.mjs';

describe('countTests', () => {
  it('counts a file that could not be loaded as a failure', () => {
    const counts = countTests({
      numPassedTests: 3,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      testResults: [
        { status: 'failed', assertionResults: [] },
        { status: 'failed', assertionResults: [{}] },
        { status: 'passed', assertionResults: [{}, {}, {}] },
      ],
    });

    expect(counts).toEqual({ passed: 3, failed: 2, skipped: 3 });
  });
});
