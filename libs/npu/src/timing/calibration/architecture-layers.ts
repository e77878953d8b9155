import type { Engine } from '../../arch/engine.js';
import type { ConvolutionWork, Work } from '../../ops/anatomy/work.js';
import { LayerList } from '../layer-list.js';
import type { Layer } from '../layer.js';
import type { ArchitectureOperator, KnownArchitecture } from './architecture.js';

/** The layers of a published layer list, or why it cannot be priced. */
export type ArchitectureLayers =
  { readonly layers: readonly Layer[] } | { readonly layers: undefined; readonly reason: string };

interface Tensor {
  readonly key: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** Lists the layers of an architecture as the board's compiler would, from its operators in order. */
export function architectureLayers({
  operators,
  input,
}: Pick<KnownArchitecture, 'operators' | 'input'>): ArchitectureLayers {
  if (operators.length === 0) return { layers: undefined, reason: 'no layers were published' };
  const [height = 0, width = 0, channels = 0] = input;
  const chain = new Chain({ key: 0, height, width, channels });
  for (const operator of operators) {
    const problem = chain.add(operator);
    if (problem !== undefined) return { layers: undefined, reason: problem };
  }
  return { layers: chain.list.layers };
}

/** Follows a layer list whose operators name no tensors: each reads the one before, or what its channels point to. */
class Chain {
  readonly list = new LayerList<number>();
  readonly #input: Tensor;
  #current: Tensor;
  /** Results that nothing has read yet, oldest first. */
  #live: Tensor[] = [];
  #parts: Tensor[] = [];
  #nextKey = 1;

  constructor(input: Tensor) {
    this.#input = input;
    this.#current = input;
  }

  /** Adds an operator; returns why that is impossible, if it is. */
  add(operator: ArchitectureOperator): string | undefined {
    const kind = operatorKind(operator.op);
    if (kind === undefined) return `the operator "${operator.op}" is unknown`;
    const source = operator.isBranch === true ? this.#input : this.#sourceOf(operator, kind);
    switch (kind) {
      case 'none':
        return undefined;
      case 'convolution':
        return this.#addConvolution(operator, source);
      case 'concatenation':
        return this.#addConcatenation(operator);
      case 'add':
      case 'mul':
      case 'sub': {
        const other = this.#partnerOf(source);
        const elements = source.height * source.width * source.channels;
        this.#emit(
          { kind: 'elementwise', operation: kind, elements },
          kind === 'mul' ? 'ppu' : 'tp',
          [source, other],
          sized(source, operator),
          operator,
        );
        return undefined;
      }
      case 'split':
        return this.#addSplit(operator, source);
      default:
        this.#addUnary(operator, kind, source);
        return undefined;
    }
  }

  #addConvolution(operator: ArchitectureOperator, source: Tensor): string | undefined {
    const { kernel, outputChannels = operator.output?.[2], stride = 1 } = operator;
    if (kernel === undefined || outputChannels === undefined) {
      return 'a convolution has no published width or kernel';
    }
    const isTransposed = /TRANSPOSE|DECONV/i.test(operator.op);
    const scale = isTransposed ? stride : 1 / stride;
    const output = sized(
      {
        key: 0,
        height: Math.ceil(source.height * scale),
        width: Math.ceil(source.width * scale),
        channels: outputChannels,
      },
      operator,
    );
    const isDepthwise = /DEPTHWISE/i.test(operator.op);
    const groups = isDepthwise ? source.channels : (operator.groups ?? 1);
    const weights = (outputChannels * kernel * kernel * source.channels) / groups;
    const at = isTransposed ? source : output;
    const work: ConvolutionWork = {
      kind: 'convolution',
      form: isTransposed ? 'transposed' : isDepthwise ? 'depthwise' : groups > 1 ? 'grouped' : 'dense',
      macs: weights * at.height * at.width,
      batch: 1,
      inputHeight: source.height,
      inputWidth: source.width,
      inputChannels: source.channels,
      outputHeight: output.height,
      outputWidth: output.width,
      outputChannels,
      kernelHeight: kernel,
      kernelWidth: kernel,
      strideHeight: stride,
      strideWidth: stride,
      dilationHeight: 1,
      dilationWidth: 1,
      groups,
      weightBytes: weights + 4 * outputChannels,
    };
    const leftNn = /left the NN/i.test(operator.op);
    this.#emit(work, leftNn ? 'ppu' : 'nn', [source], output, operator);
    return undefined;
  }

  #addConcatenation(operator: ArchitectureOperator): string | undefined {
    const wanted = operator.output?.[2];
    const operands = this.#operandsOf(operator, wanted);
    if (operands === undefined)
      return `nothing found that a concatenation to ${wanted ?? '?'} channels joins`;
    const channels = operands.reduce((sum, tensor) => sum + tensor.channels, 0);
    const work: Work = { kind: 'copy', bytes: operands.map(bytesOf) };
    this.#emit(work, 'tp', operands, { ...this.#current, channels }, operator);
    return undefined;
  }

  /** Operands by their channels: results not read yet, the latest first, then the network's input. */
  #operandsOf({ repeats, isBranch }: ArchitectureOperator, wanted?: number): readonly Tensor[] | undefined {
    if (repeats !== undefined || isBranch === true) {
      const count = repeats ?? Math.round((wanted ?? 0) / this.#input.channels);
      return count > 0 ? Array.from({ length: count }, () => this.#input) : undefined;
    }
    if (wanted === undefined) return undefined;
    const operands: Tensor[] = [];
    let missing = wanted;
    for (const tensor of this.#live.toReversed()) {
      if (tensor.channels > missing) continue;
      operands.unshift(tensor);
      missing -= tensor.channels;
      if (missing === 0) return operands;
    }
    return missing === this.#input.channels ? [this.#input, ...operands] : undefined;
  }

  #addSplit(operator: ArchitectureOperator, source: Tensor): string | undefined {
    const channels = operator.output?.[2] ?? source.channels / (operator.parts ?? 1);
    const count = operator.parts ?? Math.floor(source.channels / Math.max(1, channels));
    if (!(count > 0) || !(channels > 0)) return 'a split has no published number of parts';
    const parts = Array.from({ length: count }, () => ({ ...source, channels, key: this.#nextKey++ }));
    this.list.add({
      work: { kind: 'copy', bytes: parts.map(bytesOf) },
      engine: 'tp',
      inputs: [sizeOf(source)],
      outputs: parts.map(sizeOf),
      operators: [],
    });
    this.#parts = parts;
    return undefined;
  }

  #addUnary(operator: ArchitectureOperator, kind: UnaryKind, source: Tensor): void {
    const block = operator.block ?? 3;
    const resized: Record<string, Tensor> = {
      'depth-to-space': {
        ...source,
        height: source.height * block,
        width: source.width * block,
        channels: source.channels / block ** 2,
      },
      'space-to-depth': {
        ...source,
        height: source.height / block,
        width: source.width / block,
        channels: source.channels * block ** 2,
      },
      bilinear: { ...source, height: source.height * block, width: source.width * block },
      nearest: { ...source, height: source.height * block, width: source.width * block },
    };
    const output = sized(resized[kind] ?? source, operator);
    const { work, engine } = unaryWork(kind, bytesOf(source), bytesOf(output));
    this.#emit(work, engine, [source], output, operator);
  }

  #sourceOf({ inputChannels }: ArchitectureOperator, kind: OperatorKind): Tensor {
    if (kind !== 'convolution') return this.#current;
    const part = this.#parts[0];
    if (part !== undefined && (inputChannels === undefined || inputChannels === part.channels)) {
      this.#parts.shift();
      return part;
    }
    if (inputChannels === undefined || inputChannels === this.#current.channels) return this.#current;
    if (inputChannels === this.#input.channels) return this.#input;
    return { ...this.#current, channels: inputChannels };
  }

  #partnerOf(source: Tensor): Tensor {
    return (
      this.#live.findLast(
        ({ key, channels, height }) =>
          key !== source.key && channels === source.channels && height === source.height,
      ) ?? source
    );
  }

  #emit(
    work: Work,
    engine: Engine,
    inputs: readonly Tensor[],
    shape: Omit<Tensor, 'key'>,
    operator: ArchitectureOperator,
  ): void {
    const output = { ...shape, key: this.#nextKey++ };
    this.list.add({
      work,
      engine,
      inputs: inputs.map(sizeOf),
      outputs: [sizeOf(output)],
      operators: [],
    });
    const read = new Set(inputs.map(({ key }) => key));
    this.#live = [...this.#live.filter(({ key }) => !read.has(key)), output];
    if (operator.isBranch !== true) this.#current = output;
  }
}

type UnaryKind =
  | 'depth-to-space'
  | 'space-to-depth'
  | 'bilinear'
  | 'nearest'
  | 'clip'
  | 'leaky'
  | 'table'
  | 'transpose'
  | 'copy'
  | 'pool';
type OperatorKind = UnaryKind | 'none' | 'convolution' | 'concatenation' | 'split' | 'add' | 'mul' | 'sub';

const kinds: readonly (readonly [RegExp, OperatorKind])[] = [
  [/^(DEPTH_TO_SPACE|D2S|PIXEL.?SHUFFLE|ReorgLayer)/i, 'depth-to-space'],
  [/^(SPACE_TO_DEPTH|S2D)/i, 'space-to-depth'],
  [/^(DEPTHWISE|TRANSPOSE_?CONV|DECONV|CONV)/i, 'convolution'],
  [/^(CONCAT|ConcatLayer)/i, 'concatenation'],
  [/^TensorCopy/i, 'copy'],
  [/^(SPLIT|SLICE)/i, 'split'],
  [/^(ADD\b|TensorAdd)/i, 'add'],
  [/^(SUB\b|TensorSub)/i, 'sub'],
  [/^(MUL|TensorMul)/i, 'mul'],
  [/^RESIZE_?(BILINEAR|.*bilinear)|bilinear/i, 'bilinear'],
  [/^RESIZE_?NEAREST|nearest/i, 'nearest'],
  [/^(LEAKY|PRELU|LeakyRelu)/i, 'leaky'],
  [/^(CLIP|RELU|MINIMUM|MAXIMUM|ActivationLayer)/i, 'clip'],
  [/^(LOGISTIC|SIGMOID|TANH|HARD_SWISH|SWISH|GELU|ELU)/i, 'table'],
  [/^(TRANSPOSE|TensorTranspose|PERMUTE)/i, 'transpose'],
  [/(POOL|PoolingLayer)/i, 'pool'],
  [/^(QUANTIZE|DEQUANTIZE|RESHAPE|SQUEEZE|EXPAND_DIMS|INPUT|OUTPUT|IDENTITY)/i, 'none'],
];

/** What an operator's name stands for, in lists that mix TensorFlow Lite's words with the board's. */
export function operatorKind(op: string): OperatorKind | undefined {
  return kinds.find(([pattern]) => pattern.test(op))?.[1];
}

function unaryWork(
  kind: UnaryKind,
  inputBytes: number,
  outputBytes: number,
): { readonly work: Work; readonly engine: Engine } {
  switch (kind) {
    case 'depth-to-space':
    case 'space-to-depth':
      return { work: { kind: 'reorganise', bytes: outputBytes }, engine: 'tp' };
    case 'bilinear':
    case 'nearest':
      return { work: { kind: 'resize', method: kind, elements: outputBytes }, engine: 'ppu' };
    case 'clip':
    case 'leaky':
    case 'table':
      return { work: { kind: 'activation', operation: kind, elements: inputBytes }, engine: 'tp' };
    case 'transpose':
      return { work: { kind: 'transpose', bytes: inputBytes }, engine: 'tp' };
    case 'copy':
      return { work: { kind: 'copy', bytes: [outputBytes] }, engine: 'tp' };
    case 'pool':
      return { work: { kind: 'pool', method: 'average', elements: outputBytes, window: 4 }, engine: 'tp' };
  }
}

function sized(tensor: Tensor, { output }: ArchitectureOperator): Tensor {
  if (output === undefined || output.length !== 3) return tensor;
  const [height = tensor.height, width = tensor.width, channels = tensor.channels] = output;
  return { ...tensor, height, width, channels };
}

function bytesOf({ height, width, channels }: Omit<Tensor, 'key'>): number {
  return height * width * channels;
}

function sizeOf(tensor: Tensor): { key: number; bytes: number; shape: readonly number[] } {
  return {
    key: tensor.key,
    bytes: bytesOf(tensor),
    shape: [1, tensor.height, tensor.width, tensor.channels],
  };
}
