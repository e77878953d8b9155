import { existsSync } from 'node:fs';
import type { Policy } from '@npufarm/npu';
import { usageError } from '../../output/usage-error.js';
import { readInput } from '../read-input.js';

/** The policy of a preset's name or of a JSON file; throws a usage error naming what is wrong with either. */
export async function choosePolicy(nameOrFile: string): Promise<Policy> {
  const { PolicyError, policyPresets, resolvePolicy } = await import('@npufarm/npu');
  const presets = `presets: ${Object.keys(policyPresets).join(', ')}`;
  if (Object.hasOwn(policyPresets, nameOrFile)) return resolvePolicy(nameOrFile);
  if (!existsSync(nameOrFile)) {
    throw usageError(`there is no policy ${nameOrFile}, neither a preset nor a file`, presets);
  }
  const text = new TextDecoder().decode(await readInput(nameOrFile));
  if (!text.trimStart().startsWith('{')) {
    throw usageError(`${nameOrFile} holds no policy as a JSON object`, presets);
  }
  try {
    return resolvePolicy(text);
  } catch (error) {
    if (error instanceof PolicyError) throw usageError(`${nameOrFile}: ${error.message}`);
    throw error;
  }
}
