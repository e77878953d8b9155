import { describe, expect, it } from 'vitest';
import { Progress, progressLine } from './progress.js';

describe('progressLine', () => {
  it('shows a bar, the share and the elapsed time when the total is known', () => {
    expect(progressLine({ stage: 'measuring', done: 1, total: 4 }, 7)).toBe(
      'measuring  ██████░░░░░░░░░░░░░░░░░░  25 %   7 s',
    );
  });

  it('shows only the stage and the time when nothing is known yet', () => {
    expect(progressLine({ stage: 'queueing' }, 12)).toBe('queueing    12 s');
  });
});

describe('Progress', () => {
  it('prints a line per stage where stderr is not a terminal', () => {
    let written = '';
    const progress = new Progress({ write: (text) => void (written += text) });

    progress.show({ stage: 'uploading', done: 0, total: 2 });
    progress.show({ stage: 'uploading', done: 2, total: 2 });
    progress.show({ stage: 'measuring' });
    progress.end();

    expect(written).toBe('uploading\nmeasuring\n');
  });

  it('renews its line on a terminal, makes way for log lines, and leaves nothing behind', () => {
    const writes: string[] = [];
    const progress = new Progress(
      { isTTY: true, columns: 60, write: (text) => void writes.push(text) },
      () => 0,
    );

    progress.show({ stage: 'queueing' });
    progress.log('a line');
    progress.end();

    const clear = '\r\u001B[2K';
    const line = `${clear}queueing     0 s`;
    expect(writes).toEqual([line, clear, 'a line\n', line, clear]);
  });
});
