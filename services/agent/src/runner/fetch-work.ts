import { mkdirSync } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Assignment, Compilation, FidelityWork } from '@npufarm/agent-protocol';
import { feedingSchema, layoutSchema } from '@npufarm/contracts';
import type { BlobClient } from '../blobs/blob-client.js';
import { seal } from '../blobs/sealed-picture.js';
import { BlobError } from '../blobs/blob-error.js';
import type { ModelCache } from '../blobs/model-cache.js';
import type { BoardCompilation, BoardPicture, BoardWork } from '../boards/board-work.js';
import { UnknownWork } from './unknown-work.js';

/** Where blobs come from. */
export interface BlobSources {
  readonly blobs: BlobClient;
  readonly models: ModelCache;
}

/**
 * Brings everything an assignment names to the agent's disk. Pictures of a hidden set go to `directory`, sealed by the
 * attempt's key; public ones go to the cache. Throws BlobError, and UnknownWork for an assignment of a newer protocol.
 */
export async function fetchWork(
  { attempt, work }: Assignment,
  directory: string,
  sources: BlobSources,
  signal: AbortSignal,
): Promise<BoardWork> {
  const compilation = work?.value.compilation;
  if (work === undefined || compilation === undefined) throw new UnknownWork(attempt);
  const board = await fetchModel(compilation, attempt, sources.models, signal);
  if (work.$case === 'timing') {
    return { kind: 'timing', compilation: board, warmup: work.value.warmup, runs: work.value.runs };
  }
  const pictures = await fetchPictures(work.value, attempt, directory, sources, signal);
  return { kind: 'fidelity', compilation: board, feeding: feedingSchema.parse(work.value.feeding), pictures };
}

async function fetchModel(
  { modelSha256, policyJson, layout }: Compilation,
  attempt: bigint,
  models: ModelCache,
  signal: AbortSignal,
): Promise<BoardCompilation> {
  const modelPath = await models.get({ sha256: modelSha256, attempt }, signal);
  return { modelPath, policy: policyText(policyJson), layout: layoutSchema.parse(layout) };
}

async function fetchPictures(
  { pictures, pictureKey, picturesPublic }: FidelityWork,
  attempt: bigint,
  directory: string,
  { blobs, models }: BlobSources,
  signal: AbortSignal,
): Promise<BoardPicture[]> {
  mkdirSync(directory, { recursive: true });
  const fetched: BoardPicture[] = [];
  for (const [index, { name, sha256, width, height }] of pictures.entries()) {
    const bytes = width * height * 3;
    if (picturesPublic) {
      const path = await models.get({ sha256, attempt }, signal);
      requireSize(name, bytes, (await stat(path)).size);
      fetched.push({ name, path, width, height });
      continue;
    }
    const path = join(directory, `picture-${index}.sealed`);
    const pixels = await blobs.read({ sha256, attempt }, signal);
    requireSize(name, bytes, pixels.length);
    await writeFile(path, seal(pixels, pictureKey), { mode: 0o600 });
    fetched.push({ name, path, sealKey: pictureKey, width, height });
  }
  return fetched;
}

function requireSize(name: string, bytes: number, found: number): void {
  if (found === bytes) return;
  throw new BlobError('CONTROL_PLANE', `picture ${name} has ${found} bytes, its RGB pixels need ${bytes}`);
}

/** A preset's name travels as a JSON string; the board takes the bare name. */
function policyText(policyJson: string): string {
  try {
    const policy: unknown = JSON.parse(policyJson);
    return typeof policy === 'string' ? policy : policyJson;
  } catch {
    return policyJson;
  }
}
