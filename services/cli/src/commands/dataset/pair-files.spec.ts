import { describe, expect, it } from 'vitest';
import { pairFiles } from './pair-files.js';

describe('pairFiles', () => {
  it('takes every picture of a plain folder for an original', () => {
    expect(pairFiles(['b.png', 'a.jpg', 'notes.txt', '.DS_Store', '__MACOSX/a.jpg'], 3)).toEqual([
      { name: 'a', hr: 'a.jpg' },
      { name: 'b', hr: 'b.png' },
    ]);
  });

  it('pairs by folders, and by names as DIV2K has them', () => {
    const paths = ['DIV2K_valid_HR/0801.png', 'DIV2K_valid_LR_bicubic/X3/0801x3.png', 'readme.md'];

    expect(pairFiles(paths, 3)).toEqual([{ name: '0801', hr: paths[0], lr: paths[1] }]);
  });

  it.each([
    ['lr/b.png has no high-resolution partner', ['hr/a.png', 'lr/a.png', 'lr/b.png']],
    ['hr/b.png has no low-resolution partner', ['hr/a.png', 'hr/b.png', 'lr/a.png']],
    ['x/a.png and y/a.png have one name', ['x/a.png', 'y/a.png']],
  ])('names the file that spoils it: %s', (message, paths) => {
    expect(() => pairFiles(paths, 3)).toThrow(message);
  });
});
