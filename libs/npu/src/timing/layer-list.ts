import type { Work } from '../ops/anatomy/work.js';
import { isOnNnCores } from './compose.js';
import { layerName } from './layer-name.js';
import { type Layer, networkInput } from './layer.js';

/** What a layer list is told about one operator; `key` identifies tensors, as the caller likes. */
export interface ListedOperator<Key> {
  readonly work: Work;
  readonly engine: Layer['engine'];
  /** Operands that are computed, in order. */
  readonly inputs: readonly OperandSize<Key>[];
  readonly outputs: readonly OperandSize<Key>[];
  readonly operators: readonly number[];
}

export interface OperandSize<Key> {
  readonly key: Key;
  readonly bytes: number;
  readonly shape: readonly number[];
}

/**
 * Builds the rows of the board's profile, operator by operator, as the board's compiler fuses and names them.
 *
 * Results of the NN cores are written where a concatenation wants them, and parts of channels are read where they
 * lie; clips in a row are one layer; an ADD to an enlarged picture and its clip go to the NN cores.
 */
export class LayerList<Key> {
  readonly layers: Layer[] = [];
  readonly #makers = new Map<Key, readonly number[]>();

  /** Rows that made a tensor; what nothing made is an input of the network. */
  makersOf(key: Key): readonly number[] {
    return this.#makers.get(key) ?? [networkInput];
  }

  add(operator: ListedOperator<Key>): void {
    const { work, inputs, outputs } = operator;
    const sources = [...new Set(inputs.flatMap(({ key }) => this.makersOf(key)))];
    if (work.kind === 'none') return this.#made(outputs, sources);
    if (work.kind === 'copy') return this.#addCopies(operator, sources);
    const previous = sources.length === 1 ? this.layers[sources[0] as number] : undefined;
    if (isClip(work) && previous !== undefined && isClip(previous.work) && previous.form === undefined) {
      this.layers[sources[0] as number] = {
        ...previous,
        operators: [...previous.operators, ...operator.operators],
      };
      return this.#made(outputs, sources);
    }
    const row = this.#push(operator, work, layerName(work), sources, this.#formOf(work, sources));
    this.#made(outputs, isRequantisation(work) ? sources : [row]);
  }

  #addCopies(operator: ListedOperator<Key>, sources: readonly number[]): void {
    const { work, inputs, outputs } = operator;
    if (work.kind !== 'copy') return;
    if (outputs.length === 1 && work.bytes.length > 1) {
      const rows = inputs.flatMap((input) => {
        const makers = this.makersOf(input.key);
        if (makers.every((maker) => this.#isNn(maker))) return makers;
        return [this.#copy({ ...operator, inputs: [input] }, input.bytes, makers, undefined)];
      });
      return this.#made(outputs, [...new Set(rows)]);
    }
    const [whole] = inputs;
    for (const output of outputs) {
      const isView = whole !== undefined && isPartOfChannels(whole.shape, output.shape);
      const row = this.#copy(operator, output.bytes, sources, isView ? 'view' : undefined);
      this.#made([output], isView ? sources : [row]);
    }
  }

  #copy(
    operator: ListedOperator<Key>,
    bytes: number,
    sources: readonly number[],
    form: Layer['form'],
  ): number {
    const work = { kind: 'copy', bytes: [bytes] } as const;
    return this.#push(operator, work, 'TensorCopy', sources, form, { inputBytes: bytes, outputBytes: bytes });
  }

  #push(
    { engine, inputs, outputs, operators }: ListedOperator<Key>,
    work: Work,
    name: string,
    sources: readonly number[],
    form: Layer['form'],
    bytes = { inputBytes: sumBytes(inputs), outputBytes: sumBytes(outputs) },
  ): number {
    const folded = form === 'folded';
    const layer = {
      type: folded ? 'ConvolutionReluPoolingLayer2' : name,
      engine: folded ? 'nn' : engine,
      work,
      ...bytes,
      operators,
      sources,
    } as const;
    return this.layers.push(form === undefined ? layer : { ...layer, form }) - 1;
  }

  /** Source: 17 board runs of 2022 with a bilinear skip list its ADD and clip as convolutions of 2.3 and 0.74 ms. */
  #formOf(work: Work, sources: readonly number[]): Layer['form'] {
    const makers = sources.map((source) => this.layers[source]);
    const addsPicture = work.kind === 'elementwise' && work.operation === 'add';
    if (addsPicture && makers.some((maker) => maker?.work.kind === 'resize')) return 'folded';
    return isClip(work) && makers.some((maker) => maker?.form === 'folded') ? 'folded' : undefined;
  }

  #isNn(maker: number): boolean {
    const layer = this.layers[maker];
    return layer !== undefined && isOnNnCores(layer);
  }

  #made(outputs: readonly OperandSize<Key>[], makers: readonly number[]): void {
    for (const { key } of outputs) this.#makers.set(key, makers);
  }
}

function sumBytes<Key>(operands: readonly OperandSize<Key>[]): number {
  return operands.reduce((sum, { bytes }) => sum + bytes, 0);
}

function isClip(work: Work): boolean {
  return work.kind === 'activation' && work.operation === 'clip';
}

function isRequantisation(work: Work): boolean {
  return work.kind === 'activation' && work.operation === 'requantise';
}

/** The board keeps channels outermost, so that some of them are one piece of memory. */
function isPartOfChannels(whole: readonly number[], part: readonly number[]): boolean {
  return (
    whole.length === part.length &&
    (part.at(-1) ?? 0) < (whole.at(-1) ?? 0) &&
    whole.slice(0, -1).every((size, axis) => size === part[axis])
  );
}
