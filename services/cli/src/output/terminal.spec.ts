import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../config/environment.js';
import { createTerminal } from './terminal.js';

const sink = (isTTY: boolean): { isTTY: boolean; columns: number; write: () => void } => ({
  isTTY,
  columns: 100,
  write: () => undefined,
});

describe('createTerminal', () => {
  it('uses colours and the width of a terminal', () => {
    const { style } = createTerminal({ colourAllowed: true }, sink(true), sink(true));

    expect(style.red('x')).toBe('\u001B[31mx\u001B[39m');
    expect(style.columns).toBe(100);
  });

  it('uses neither where the output is a file or pipe', () => {
    const { style } = createTerminal({ colourAllowed: true }, sink(false), sink(true));

    expect(style.red('x')).toBe('x');
    expect(style.columns).toBeUndefined();
  });

  it('honours NO_COLOR and a terminal without colours', () => {
    expect(readEnvironment({ NO_COLOR: '1', TERM: 'xterm' }).colourAllowed).toBe(false);
    expect(readEnvironment({ TERM: 'dumb' }).colourAllowed).toBe(false);
    expect(readEnvironment({ NO_COLOR: '', TERM: 'xterm' }).colourAllowed).toBe(true);
  });
});
