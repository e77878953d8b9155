import { windowRadius } from './gaussian-window.js';
import { type WasmMemory, webAssembly } from './wasm/web-assembly.js';

const windowRows = 2 * windowRadius + 1;
const pageBytes = 65_536;

/** Where one of the four filtered signals lives in the kernels' memory. */
export interface SignalMemory {
  /** The current picture row, unfiltered. */
  readonly samples: Float32Array;
  /** Addresses of the last eleven horizontally filtered rows, used in turn. */
  readonly ring: readonly number[];
  /** Address of the row filtered in both directions. */
  readonly filtered: number;
}

/** The memory that the similarity kernels work in. */
export interface SimilarityMemory {
  readonly memory: WasmMemory;
  readonly signals: readonly [SignalMemory, SignalMemory, SignalMemory, SignalMemory];
  readonly similarity: Float32Array;
  /** Bytes of a filtered row, rounded up to whole vectors of four samples. */
  readonly bytes: number;
}

/**
 * Lays out the memory for pictures whose rows hold `rowSamples` samples, of which `length` have a whole window.
 */
export function similarityMemory(rowSamples: number, length: number): SimilarityMemory {
  const bytes = Math.ceil(length / 4) * 16;
  const sampleBytes = bytes + (rowSamples - length) * 4;
  const signalBytes = sampleBytes + (windowRows + 1) * bytes;
  const pages = Math.ceil((4 * signalBytes + bytes) / pageBytes);
  const memory = new webAssembly.Memory({ initial: pages });
  const signal = (index: number): SignalMemory => {
    const start = index * signalBytes;
    const row = (slot: number): number => start + sampleBytes + slot * bytes;
    return {
      samples: new Float32Array(memory.buffer, start, rowSamples),
      ring: Array.from({ length: windowRows }, (_, slot) => row(slot)),
      filtered: row(windowRows),
    };
  };
  return {
    memory,
    signals: [signal(0), signal(1), signal(2), signal(3)],
    similarity: new Float32Array(memory.buffer, 4 * signalBytes, length),
    bytes,
  };
}
