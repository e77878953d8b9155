import { coordinatesOf, elementAt } from './coordinates.js';

export interface NaiveConvolution {
  readonly inputShape: readonly number[];
  readonly input: readonly number[];
  readonly zeroPoint: number;
  readonly stride: readonly [number, number];
  readonly padding: 'SAME' | 'VALID';
  readonly kernel: readonly [number, number];
  readonly outputChannels: number;
  /** The weight that ties an input channel to an output channel at a place of the kernel, 0 where none does. */
  weight(output: number, row: number, column: number, input: number): number;
}

/** Sums of a convolution by its definition over a picture that is really padded, in the order of the output. */
export function naiveConvolution(c: NaiveConvolution): {
  readonly shape: readonly number[];
  readonly sums: readonly number[];
} {
  const [batch = 1, height = 1, width = 1, channels = 1] = c.inputShape;
  const sizes = [height, width].map((size, axis) => {
    const stride = c.stride[axis] ?? 1;
    const kernel = c.kernel[axis] ?? 1;
    const output = c.padding === 'SAME' ? Math.ceil(size / stride) : Math.ceil((size - kernel + 1) / stride);
    const missing = Math.max(0, (output - 1) * stride + kernel - size);
    return { output, before: Math.floor(missing / 2), stride };
  });
  const shape = [batch, sizes[0]?.output ?? 0, sizes[1]?.output ?? 0, c.outputChannels];
  const valueAt = (at: readonly number[]): number => {
    const isInside = at.every((index, axis) => index >= 0 && index < (c.inputShape[axis] ?? 0));
    return isInside ? (elementAt(c.input, c.inputShape, at) ?? 0) - c.zeroPoint : 0;
  };
  const sums = coordinatesOf(shape).map(([n = 0, y = 0, x = 0, output = 0]) =>
    coordinatesOf([...c.kernel, channels]).reduce((sum, [row = 0, column = 0, input = 0]) => {
      const top = y * (sizes[0]?.stride ?? 1) - (sizes[0]?.before ?? 0);
      const left = x * (sizes[1]?.stride ?? 1) - (sizes[1]?.before ?? 0);
      return sum + c.weight(output, row, column, input) * valueAt([n, top + row, left + column, input]);
    }, 0),
  );
  return { shape, sums };
}
