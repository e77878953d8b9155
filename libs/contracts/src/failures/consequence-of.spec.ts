import { describe, expect, it } from 'vitest';
import { consequenceOf } from './consequence-of.js';
import { type FailureConsequence, failureClasses } from './failure-classes.js';

const rows: [string, FailureConsequence][] = Object.entries(failureClasses);

describe('the failure taxonomy', () => {
  it('never takes quota for what the farm did', () => {
    const charged = rows.filter(([, row]) => row.fault !== 'participant' && !row.refund);

    expect(charged).toEqual([]);
  });

  it('never refunds, and never blames a board for, what the participant did', () => {
    const wrong = rows.filter(([, row]) => row.fault === 'participant' && (row.refund || row.blamesBoard));

    expect(wrong).toEqual([]);
  });

  it('treats a class of a newer agent as a bug of the farm', () => {
    expect(consequenceOf('METEORITE')).toBe(failureClasses.BUG);
    expect(consequenceOf('constructor')).toBe(failureClasses.BUG);
  });

  it('retries a board that was lost and counts it against the board', () => {
    expect(consequenceOf('BOARD_LOST')).toMatchObject({ retry: true, refund: true, blamesBoard: true });
  });
});
