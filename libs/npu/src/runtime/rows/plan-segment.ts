import { invariant } from '../../invariant.js';
import type { KernelCode } from '../../wasm/kernel-code.js';
import { borderRow, reserveRows, rowAddress, type RowRing } from './lay-out-rows.js';
import type { MemoryLayout } from './memory-layout.js';
import { bytesOf, type RowStep } from './row-step.js';
import { pixelBytes, rowBytes, type RowTensor } from './row-tensor.js';
import { scheduleRows, type RowSchedule, type ScheduledCall } from './schedule-rows.js';
import { splitIntoRegions, type Region } from './split-into-regions.js';
import type { WalkDirection } from './walk-rows.js';

/** What one thread does: the address of its pieces and calls, and of the counter by which pieces are claimed. */
export interface ThreadPlan {
  readonly address: number;
  readonly claims: number;
}

export interface SegmentPlan {
  readonly threads: readonly ThreadPlan[];
}

/** What the segments of a program share while they are planned. */
export interface PlanContext {
  readonly layout: MemoryLayout;
  /** Address of the tensors that lie in memory in full, by position in the program. */
  readonly wholeAddresses: ReadonlyMap<number, number>;
  /** Position of a kernel among those that the threads load. */
  readonly positionOf: (code: KernelCode) => number;
}

/** Steps in the order of their data, and the tensors in memory that they are there for. */
export interface Segment {
  readonly steps: readonly RowStep[];
  readonly results: readonly RowTensor[];
  readonly pictures: number;
}

interface PictureSchedule {
  readonly picture: number;
  readonly schedule: RowSchedule;
}

/** The first thread of a region starts at its top, the second at its bottom. */
const directions: readonly WalkDirection[] = ['down', 'up'];

/** Lays out rows, constants and argument blocks of a segment, and the calls of every thread. */
export function planSegment(segment: Segment, threads: number, context: PlanContext): SegmentPlan {
  const { layout } = context;
  const borderRows = new Map<RowTensor, number>();
  const borderAddress = (tensor: RowTensor): number => {
    const known = borderRows.get(tensor);
    if (known !== undefined) return known;
    const address = layout.place(borderRow(tensor)) + tensor.geometry.lead * pixelBytes(tensor);
    borderRows.set(tensor, address);
    return address;
  };
  const plans = splitIntoRegions(segment, threads).flatMap((region) => {
    const claims = layout.reserve(Int32Array.BYTES_PER_ELEMENT);
    return directions.slice(0, region.threads).map((direction): ThreadPlan => ({
      address: planThread(
        segment.steps,
        scheduleRegion(segment.steps, region, direction),
        context,
        borderAddress,
      ),
      claims,
    }));
  });
  return { threads: plans };
}

/** The schedules of a region's pictures in the order in which a thread comes to them. */
function scheduleRegion(
  steps: readonly RowStep[],
  { bands }: Region,
  direction: WalkDirection,
): readonly PictureSchedule[] {
  const ordered = direction === 'down' ? bands : bands.toReversed();
  return ordered.map((band) => ({ picture: band.picture, schedule: scheduleRows(steps, band, direction) }));
}

/**
 * Places what a thread reads: the number of its pieces, the number of calls after each piece, and for every call the
 * kernel's position and the address of its arguments. Returns the address.
 */
function planThread(
  steps: readonly RowStep[],
  schedules: readonly PictureSchedule[],
  { layout, wholeAddresses, positionOf }: PlanContext,
  borderAddress: (tensor: RowTensor) => number,
): number {
  const rings = reserveRings(steps, schedules, layout);
  const unwanted = layout.reserve(Math.max(64, ...steps.map(({ output }) => rowBytes(output))));
  const scratch = layout.reserve(Math.max(64, ...steps.map(({ scratchBytes }) => scratchBytes)));
  const words: number[] = [];
  const blocks: { readonly code: number; readonly start: number }[] = [];
  const callsAfterPiece: number[] = [];
  for (const { picture, schedule } of schedules) {
    const addressOf = (tensor: RowTensor, row: number): number => {
      const { whole, geometry } = tensor;
      if (whole === undefined) {
        const ring = rings.get(tensor);
        invariant(ring !== undefined, `rows of ${tensor.name} have a place`);
        return rowAddress(tensor, ring, row);
      }
      const start = wholeAddresses.get(whole);
      invariant(start !== undefined, `${tensor.name} has a place`);
      return start + (picture * geometry.height + row) * rowBytes(tensor);
    };
    for (const calls of schedule.pieces) {
      for (const call of calls) {
        blocks.push({ code: positionOf(call.step.code), start: words.length });
        words.push(...argumentsOf(call, { addressOf, borderAddress, layout, scratch, unwanted }));
      }
      callsAfterPiece.push(blocks.length);
    }
  }
  const blockAddress = layout.place(bytesOf(Int32Array.from(words)));
  const calls = blocks.flatMap(({ code, start }) => [code, blockAddress + 4 * start]);
  return layout.place(bytesOf(Int32Array.from([callsAfterPiece.length, ...callsAfterPiece, ...calls])));
}

function argumentsOf(
  { step, row, wanted }: ScheduledCall,
  places: {
    readonly addressOf: (tensor: RowTensor, row: number) => number;
    readonly borderAddress: (tensor: RowTensor) => number;
    readonly layout: MemoryLayout;
    readonly scratch: number;
    readonly unwanted: number;
  },
): readonly number[] {
  return step.argumentWords({
    row,
    input(index, inputRow) {
      const tensor = step.inputs[index]?.tensor;
      invariant(tensor !== undefined, `the step has an input ${index}`);
      const inside = inputRow >= 0 && inputRow < tensor.geometry.height;
      return inside ? places.addressOf(tensor, inputRow) : places.borderAddress(tensor);
    },
    output: (outputRow) =>
      outputRow >= wanted.first && outputRow < wanted.end
        ? places.addressOf(step.output, outputRow)
        : places.unwanted + step.output.geometry.lead * pixelBytes(step.output),
    constant(index) {
      const bytes = step.constants[index];
      invariant(bytes !== undefined, `the step has a constant ${index}`);
      return places.layout.place(bytes);
    },
    scratch: places.scratch,
  });
}

function reserveRings(
  steps: readonly RowStep[],
  schedules: readonly PictureSchedule[],
  layout: MemoryLayout,
): ReadonlyMap<RowTensor, RowRing> {
  const rings = new Map<RowTensor, RowRing>();
  for (const { output } of steps) {
    if (output.whole !== undefined) continue;
    const rows = Math.max(0, ...schedules.map(({ schedule }) => schedule.aliveRows.get(output) ?? 0));
    if (rows > 0) rings.set(output, reserveRows(layout, output, rows));
  }
  return rings;
}
