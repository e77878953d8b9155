import type { ProgramTensor } from '../../binary/program.js';
import { asNhwc } from '../../graph/shape.js';
import { invariant } from '../../invariant.js';
import { moveStep } from './move-step.js';
import type { RowStep } from './row-step.js';
import type { RowTensor } from './row-tensor.js';

/** Collects the steps of a segment; tensors of the program appear as padded rows of signed bytes. */
export class SegmentBuilder {
  readonly steps: RowStep[] = [];
  private readonly rows = new Map<number, RowTensor[]>();
  private readonly wholes = new Map<number, RowTensor>();
  /** Tensors of the program that the segment reads from or writes to memory. */
  readonly wholeTensors = new Set<number>();

  constructor(private readonly tensors: readonly ProgramTensor[]) {}

  tensor(position: number): ProgramTensor {
    const tensor = this.tensors[position];
    invariant(tensor !== undefined, `tensor ${position} is in the program`);
    return tensor;
  }

  /** The rows of a tensor with a border value around them, loaded from memory when the segment does not make it. */
  read(position: number, borderValue = 0): RowTensor {
    const known = this.rows.get(position) ?? [];
    const same = known.find(({ geometry }) => geometry.borderValue === borderValue);
    if (same !== undefined) return same;
    const untouched = known.find((tensor) => this.borderIsUnused(tensor));
    if (untouched !== undefined) {
      untouched.geometry.borderValue = borderValue;
      return untouched;
    }
    const source = known[0] ?? this.whole(position);
    const target = this.newRows(position, borderValue);
    this.steps.push(moveStep(target, [{ tensor: source }], this.flipBetween(source, target, position)));
    this.rows.set(position, [...known, target]);
    return target;
  }

  /** The rows of a tensor that the segment makes. */
  define(position: number): RowTensor {
    const defined = this.newRows(position, 0);
    this.rows.set(position, [defined]);
    return defined;
  }

  /** Lets one tensor stand for another whose codes are the same. */
  alias(position: number, source: number): void {
    this.rows.set(position, [this.read(source)]);
  }

  /** Takes back the definition of a tensor; steps that made it stay without use. */
  forget(position: number): void {
    this.rows.delete(position);
  }

  /** A tensor in memory in full. */
  whole(position: number): RowTensor {
    const known = this.wholes.get(position);
    if (known !== undefined) return known;
    const { name, shape } = this.tensor(position);
    const [, height, width, channels] = asNhwc(shape);
    const created: RowTensor = {
      name: `${name} in memory`,
      geometry: {
        height,
        width,
        pixelElements: channels,
        lead: 0,
        trail: 0,
        overrunBytes: 0,
        borderValue: 0,
      },
      elementBytes: 1,
      whole: position,
    };
    this.wholes.set(position, created);
    this.wholeTensors.add(position);
    return created;
  }

  /** Adds the step that writes a tensor of the segment to memory. */
  store(position: number): RowTensor {
    const source = this.read(position);
    const target = this.whole(position);
    this.steps.push(moveStep(target, [{ tensor: source }], this.flipBetween(source, target, position)));
    return target;
  }

  /** What turns the bytes of one form of a tensor into those of another: rows are signed, memory as the type says. */
  private flipBetween(source: RowTensor, target: RowTensor, position: number): number {
    const changes = (source.whole === undefined) !== (target.whole === undefined);
    return changes ? flipOf(this.tensor(position)) : 0;
  }

  private borderIsUnused({ geometry }: RowTensor): boolean {
    return geometry.lead === 0 && geometry.trail === 0;
  }

  newRows(position: number, borderValue: number): RowTensor {
    const { name, shape } = this.tensor(position);
    const [, height, width, channels] = asNhwc(shape);
    return rowsOf(name, height, width, channels, borderValue);
  }
}

/** Rows of signed bytes, with pixels of four bytes or a multiple of eight. */
export function rowsOf(
  name: string,
  height: number,
  width: number,
  channels: number,
  borderValue: number,
): RowTensor {
  return {
    name,
    geometry: {
      height,
      width,
      pixelElements: channels <= 4 ? 4 : Math.ceil(channels / 8) * 8,
      lead: 0,
      trail: 0,
      overrunBytes: 64,
      borderValue,
    },
    elementBytes: 1,
    whole: undefined,
  };
}

/** 128 for unsigned codes, which rows hold less 128. */
export function flipOf({ type }: ProgramTensor): number {
  return type === 'UINT8' ? 128 : 0;
}
