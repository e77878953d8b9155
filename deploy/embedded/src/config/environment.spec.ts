import { describe, expect, it } from 'vitest';
import { readEnvironment } from './environment.js';

describe('readEnvironment', () => {
  it('needs nothing to be set', () => {
    expect(readEnvironment({})).toMatchObject({ NPUFARM_LOG_LEVEL: 'info', NPUFARM_EXIT_WITH_PARENT: false });
  });

  it('names every variable that is wrong', () => {
    const wrong = { NPUFARM_DATABASE_URL: 'mysql://host/db', NPUFARM_LOG_LEVEL: 'loud' };

    expect(() => readEnvironment(wrong)).toThrow(/NPUFARM_DATABASE_URL: .*\n.*NPUFARM_LOG_LEVEL: /);
  });
});
