import { parentPort } from 'node:worker_threads';
import { bicubic, getPreset, scorePair } from '@npufarm/scoring';
import type { ScoringAnswer, ScoringTask } from './scoring-task.js';

parentPort?.on('message', (task: ScoringTask) => {
  parentPort?.postMessage(answer(task));
});

function answer({ candidate, isLowResolution, original, preset, scale }: ScoringTask): ScoringAnswer {
  try {
    const picture = isLowResolution ? bicubic(candidate, original.width, original.height) : candidate;
    return { ok: true, score: scorePair(original, picture, getPreset(preset), scale) };
  } catch (cause) {
    return { ok: false, message: cause instanceof Error ? cause.message : String(cause) };
  }
}
