import { openCpuNetwork } from '../../../services/emulator/src/cpu/cpu-network.js';
import type { IntegerNetwork } from './integer-network.js';

/** One inference; takes the results of the one before to fill them again. */
export type RunLitert = (results?: readonly Uint8Array[]) => Promise<readonly Uint8Array[]>;

/** LiteRT.js on one thread with its input, or why it does not run this network; neither for a size the file lacks. */
export async function openLitert(
  network: IntegerNetwork,
  input: Uint8Array,
): Promise<{ readonly run?: RunLitert; readonly refusal?: string }> {
  if (!network.hasOwnShape) return {};
  try {
    const litert = await openCpuNetwork(network.file, 1);
    const run: RunLitert = (results) => {
      litert.fill(0, input);
      return litert.compute(results);
    };
    await run();
    return { run };
  } catch (error) {
    return { refusal: error instanceof Error ? error.message : String(error) };
  }
}
