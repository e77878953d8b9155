import { randomCodes } from '@npufarm/testing';
import { dataBytes, type SubgraphSpec } from '@npufarm/tflite';

/** A model of one operator, what it is fed, and what it must give. */
export interface OperatorCase {
  readonly name: string;
  readonly model: SubgraphSpec;
  /** Raw bytes of each input. */
  readonly inputs: readonly Uint8Array[];
  /** Elements of each output, worked out by hand or by an arithmetic written another way. */
  readonly expected?: readonly (readonly number[])[] | undefined;
  /** Why TensorFlow Lite cannot be asked. */
  readonly withoutLitert?: string | undefined;
}

export interface OperatorCaseOptions {
  readonly name: string;
  readonly model: SubgraphSpec;
  /** Random codes of `seed` by default. */
  readonly inputs?: readonly Uint8Array[];
  readonly expected?: readonly (readonly number[])[];
  readonly withoutLitert?: string;
  readonly seed?: number;
}

export function defineOperatorCase(options: OperatorCaseOptions): OperatorCase {
  const { name, model, inputs, expected, withoutLitert, seed = 1 } = options;
  const randomInputs = model.inputs.map((id, position) => {
    const { type = 'INT8', shape = [] } = model.tensors[id] ?? {};
    const bytes =
      dataBytes(
        type,
        shape.reduce((product, size) => product * size, 1),
      ) ?? 0;
    const codes = randomCodes(bytes, seed + 1000 * position);
    return type === 'BOOL' ? codes.map((code) => code & 1) : codes;
  });
  return { name, model, inputs: inputs ?? randomInputs, expected, withoutLitert };
}

/** The builtin and type that a case is about: `ADD INT8`. */
export function subjectOf({ model }: OperatorCase): { readonly builtin: string; readonly type: string } {
  const [operator] = model.operators;
  const input = operator?.inputs.map((id) => model.tensors[id]).find((tensor) => tensor && !tensor.data);
  return { builtin: operator?.builtin ?? '', type: input?.type ?? '' };
}
