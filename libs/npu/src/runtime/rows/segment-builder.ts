import type { ProgramTensor } from '../../binary/program.js';
import { asNhwc } from '../../graph/shape.js';
import { invariant } from '../../invariant.js';
import { moveStep } from './move-step.js';
import type { RowStep } from './row-step.js';
import type { RowTensor } from './row-tensor.js';

/** Makes the step of a move for its rows, or for memory, where bytes may be flipped. */
type MakeMove = (target: RowTensor, flip: number) => RowStep;

/** A step whose results all come from one table, by its place among the steps. */
interface TableStep {
  readonly table: Uint8Array;
  /** What further functions make of the step's own results. */
  outer: Uint8Array | undefined;
  readonly index: number;
  readonly make: (outer: Uint8Array | undefined) => RowStep;
}

/** Collects the steps of a segment; tensors of the program appear as padded rows of signed bytes. */
export class SegmentBuilder {
  readonly steps: RowStep[] = [];
  private readonly rows = new Map<number, RowTensor[]>();
  private readonly wholes = new Map<number, RowTensor>();
  /** Tensors of the program that the segment reads from or writes to memory. */
  readonly wholeTensors = new Set<number>();

  private readonly moves = new Map<number, { readonly rows: RowTensor; readonly make: MakeMove }>();
  private readonly tables = new Map<number, TableStep>();

  /** `hasOneUse` says whether only one operation, and no result of the program, is behind a tensor. */
  constructor(
    private readonly tensors: readonly ProgramTensor[],
    private readonly hasOneUse: (position: number) => boolean = () => false,
  ) {}

  tensor(position: number): ProgramTensor {
    const tensor = this.tensors[position];
    invariant(tensor !== undefined, `tensor ${position} is in the program`);
    return tensor;
  }

  /**
   * The rows of a tensor with a border value around them, if one is asked for; loaded from memory when the segment
   * does not make them.
   */
  read(position: number, borderValue?: number): RowTensor {
    const known = this.rows.get(position) ?? [];
    const same = known.find(({ geometry }) => [undefined, geometry.borderValue].includes(borderValue));
    if (same !== undefined) return same;
    const untouched = known.find((tensor) => this.borderIsUnused(tensor));
    if (untouched !== undefined && borderValue !== undefined) {
      untouched.geometry.borderValue = borderValue;
      return untouched;
    }
    const source = known[0] ?? this.whole(position);
    const target = this.newRows(position, borderValue ?? 0);
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

  /** Adds a step that moves bytes into a tensor; it writes to memory itself when nothing else reads its rows. */
  addMove(position: number, make: MakeMove): void {
    const rows = this.define(position);
    this.steps.push(make(rows, 0));
    this.moves.set(position, { rows, make });
  }

  /**
   * Adds a step whose results all come from one table. `makeFaster` may make a better one, also when a further
   * function of its results has joined the table.
   */
  addTableStep(
    position: number,
    table: Uint8Array,
    make: (rows: RowTensor, table: Uint8Array) => RowStep,
    makeFaster?: (rows: RowTensor, outer: Uint8Array | undefined) => RowStep | undefined,
  ): void {
    const rows = this.define(position);
    const own = Uint8Array.from(table);
    const makeStep = (outer: Uint8Array | undefined): RowStep => makeFaster?.(rows, outer) ?? make(rows, own);
    const index = this.steps.push(makeStep(undefined)) - 1;
    this.tables.set(position, { table: own, outer: undefined, index, make: makeStep });
  }

  /** Applies a function of one code inside the step that makes a tensor; says whether there is such a table. */
  composeTable(position: number, outer: Uint8Array, result: number): boolean {
    const step = this.tables.get(position);
    if (step === undefined || !this.hasOneUse(position)) return false;
    const compose = (table: Uint8Array): Uint8Array => table.map((code) => outer[code] as number);
    step.table.set(compose(step.table));
    step.outer = step.outer === undefined ? outer : compose(step.outer);
    this.steps[step.index] = step.make(step.outer);
    this.alias(result, position);
    this.tables.set(result, step);
    return true;
  }

  /** Lets one tensor stand for another whose codes are the same. */
  alias(position: number, source: number): void {
    this.rows.set(position, [this.read(source)]);
  }

  /** Takes back the definition of a tensor; steps that made it stay without use. */
  forget(position: number): void {
    this.rows.delete(position);
    this.moves.delete(position);
    this.tables.delete(position);
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
    const target = this.whole(position);
    const move = this.moves.get(position);
    if (move !== undefined && !this.isRead(move.rows)) {
      this.steps.push(move.make(target, flipOf(this.tensor(position))));
      return target;
    }
    const source = this.read(position);
    this.steps.push(moveStep(target, [{ tensor: source }], this.flipBetween(source, target, position)));
    return target;
  }

  /** What turns the bytes of one form of a tensor into those of another: rows are signed, memory as the type says. */
  private flipBetween(source: RowTensor, target: RowTensor, position: number): number {
    const changes = (source.whole === undefined) !== (target.whole === undefined);
    return changes ? flipOf(this.tensor(position)) : 0;
  }

  private isRead(rows: RowTensor): boolean {
    return this.steps.some(({ inputs }) => inputs.some(({ tensor }) => tensor === rows));
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
