import { mkdirSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Assignment, Compilation, FidelityWork } from '@npufarm/agent-protocol';
import { feedingSchema, layoutSchema } from '@npufarm/contracts';
import type { BlobClient } from '../blobs/blob-client.js';
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
 * Brings everything an assignment names to the agent's disk. Pictures go to `directory`, never to a cache: they may
 * belong to a hidden test set. Throws BlobError, and UnknownWork for an assignment of a newer protocol.
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
  const pictures = await fetchPictures(work.value, attempt, directory, sources.blobs, signal);
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
  { pictures }: FidelityWork,
  attempt: bigint,
  directory: string,
  blobs: BlobClient,
  signal: AbortSignal,
): Promise<BoardPicture[]> {
  mkdirSync(directory, { recursive: true });
  const fetched: BoardPicture[] = [];
  for (const [index, { name, sha256, width, height }] of pictures.entries()) {
    const path = join(directory, `picture-${index}.rgb`);
    await blobs.fetch({ sha256, attempt }, path, signal);
    const { size } = await stat(path);
    if (size !== width * height * 3) {
      const detail = `picture ${name} has ${size} bytes, but ${width}x${height} RGB pixels need ${width * height * 3}`;
      throw new BlobError('CONTROL_PLANE', detail);
    }
    fetched.push({ name, path, width, height });
  }
  return fetched;
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
