import { describe, expect, it } from 'vitest';
import { renderIssues } from './issues.js';
import { plainStyle } from './style.js';

const plain = (text: string): string => text;
const floatAt = (operator: number): Parameters<typeof renderIssues>[0][number] => ({
  id: 'tensor.type',
  rule: 'Tensors are integers',
  detail: `operator ${operator} (ADD): tensor ${operator} is FLOAT32`,
  hint: 'Quantise the whole model.',
  operator,
});

describe('renderIssues', () => {
  it('tells a cause once, with the places of its other operators', () => {
    const text = renderIssues([floatAt(0), floatAt(3), floatAt(4)], plain, plainStyle);

    expect(text.split('\n')).toEqual([
      '● operator 0 (ADD): tensor 0 is FLOAT32 (tensor.type)',
      '  2 times more, at operators 3, 4',
      '  hint: Quantise the whole model.',
    ]);
  });

  it('keeps causes with other remedies apart, in their order', () => {
    const other = { ...floatAt(1), hint: 'Set inference_input_type=tf.uint8.' };

    const text = renderIssues([floatAt(0), other, floatAt(2)], plain, plainStyle);

    expect(text.match(/hint: .*/g)).toEqual([
      'hint: Quantise the whole model.',
      'hint: Set inference_input_type=tf.uint8.',
    ]);
  });
});
