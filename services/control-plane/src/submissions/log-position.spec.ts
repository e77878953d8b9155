import { describe, expect, it } from 'vitest';
import { LogPosition } from './log-position.js';

describe('LogPosition', () => {
  it('survives the way to a viewer and back', () => {
    const position = LogPosition.parse(undefined);
    position.advance('7', 12);
    position.advance('9', 1);
    position.advance('7', 13);

    expect(position.toString()).toBe('7:13,9:1');
    expect(LogPosition.parse(position.toString()).entries()).toEqual({ attempts: ['7', '9'], seqs: [13, 1] });
  });

  it('ignores what it cannot read, so that lines come twice rather than never', () => {
    expect(LogPosition.parse('0:1,x,7:,8:-1,9:4,:,5:99999999999999999').toString()).toBe('9:4');
  });
});
