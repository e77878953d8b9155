import { anActivation, anOperator } from '@npufarm/testing';
import type { BuiltinName, OperatorOptions } from '@npufarm/tflite';
import { defineOperatorCase, type OperatorCase } from '../operator-case.js';

type EightBit = 'INT8' | 'UINT8';

interface Activation {
  readonly builtin: BuiltinName;
  readonly types?: readonly EightBit[];
  readonly options?: OperatorOptions;
  /** Fixed by the operator; others are tried with several. */
  readonly output?: { readonly scale: number; readonly lowestZeroPoint: true };
}

const share = { scale: 1 / 256, lowestZeroPoint: true } as const;

const activations: readonly Activation[] = [
  { builtin: 'RELU' },
  { builtin: 'RELU6' },
  { builtin: 'RELU_N1_TO_1' },
  { builtin: 'RELU_0_TO_1' },
  { builtin: 'LEAKY_RELU', options: { alpha: Math.fround(0.2) } },
  { builtin: 'LEAKY_RELU', options: { alpha: 0.5 } },
  { builtin: 'LEAKY_RELU', options: { alpha: 1.5 } },
  { builtin: 'LEAKY_RELU', options: { alpha: Math.fround(-0.3) } },
  { builtin: 'HARD_SWISH' },
  { builtin: 'TANH' },
  { builtin: 'GELU' },
  { builtin: 'GELU', options: { approximate: true } },
  { builtin: 'ABS', types: ['INT8'] },
  { builtin: 'NEG', types: ['INT8'] },
  { builtin: 'LOGISTIC', output: share },
  { builtin: 'SOFTMAX', options: { beta: 1 }, output: share },
];

/** Operator versions that know 8-bit tensors, where they are not the first. */
const versionOf: Readonly<Record<string, number>> = {
  RELU: 2,
  RELU6: 2,
  LEAKY_RELU: 2,
  LOGISTIC: 2,
  TANH: 2,
  SOFTMAX: 2,
  GELU: 2,
};

/** Scales of input and output, and zero points counted from the lowest code. */
const quantizations = [
  { from: 0.05, fromZero: 128, to: 0.031, toZero: 128 },
  { from: 0.02, fromZero: 40, to: 0.02, toZero: 40 },
  { from: 0.011, fromZero: 0, to: 0.0101, toZero: 255 },
];

/** Every code of the type, in rows of 16. */
const everyCode = Uint8Array.from({ length: 256 }, (_, i) => (i * 37) & 255);

const fixed = activations.flatMap(({ builtin, types = ['INT8', 'UINT8'], options = {}, output }) =>
  types.flatMap((type) =>
    quantizations.map(({ from, fromZero, to, toZero }) => {
      const lowest = type === 'INT8' ? -128 : 0;
      const result = output
        ? { scale: output.scale, zeroPoint: lowest }
        : { scale: to, zeroPoint: toZero + lowest };
      return defineOperatorCase({
        name: `${builtin} ${type} ${JSON.stringify(options)}, scale ${from} to ${result.scale}`,
        model: anOperator({
          builtin,
          version: versionOf[builtin] ?? 1,
          options,
          inputs: [anActivation([1, 16, 16], { type, scale: from, zeroPoint: fromZero + lowest })],
          outputs: [anActivation([], { type, ...result })],
        }),
        inputs: [everyCode],
      });
    }),
  ),
);

/** Shares whose real value is far from the middle between two codes: 256 · exp(x) / Σ exp(x). */
const shares = (['INT8', 'UINT8'] as const).map((type) => {
  const lowest = type === 'INT8' ? -128 : 0;
  const scale = 0.125;
  const rows = [
    [10, 10, 10, 10],
    [90, 10, 10, 12],
    [20, 12, 4, 0],
    [8, 16, 24, 24],
  ];
  return defineOperatorCase({
    name: `SOFTMAX ${type} of rows whose shares are plain`,
    model: anOperator({
      builtin: 'SOFTMAX',
      version: 2,
      options: { beta: 1 },
      inputs: [anActivation([4, 4], { type, scale, zeroPoint: lowest + 3 })],
      outputs: [anActivation([], { type, scale: 1 / 256, zeroPoint: lowest })],
    }),
    inputs: [Uint8Array.from(rows.flat(), (code) => (code + lowest) & 255)],
    expected: [
      rows.flatMap((row) => {
        const total = row.reduce((sum, code) => sum + Math.exp(code * scale), 0);
        return row.map((code) => {
          const part = (256 * Math.exp(code * scale)) / total;
          return Math.min(255, Math.round(part)) + lowest;
        });
      }),
    ],
  });
});

export const activationCases: readonly OperatorCase[] = [...fixed, ...shares];
