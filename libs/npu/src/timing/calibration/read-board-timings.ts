import type { BoardRun, Upload } from './board-run.js';
import { type ListedLayer, summariseRun } from './summarise-run.js';

/** An upload of a file that was not read, and why. */
export interface SkippedUpload {
  readonly id: string;
  readonly reason: string;
}

/**
 * Reads a list of board runs as the evaluation server published them (`board-timings-2022.json`).
 *
 * Rows without a measured total or without a profile are skipped with a reason; throws RangeError for another document.
 */
export function readBoardTimings(document: unknown): {
  readonly uploads: readonly Upload[];
  readonly skipped: readonly SkippedUpload[];
} {
  if (!Array.isArray(document)) throw new RangeError('board timings are a list of uploads');
  const uploads: Upload[] = [];
  const skipped: SkippedUpload[] = [];
  document.forEach((row: unknown, index) => {
    const fields = asFields(row);
    const id = textOf(fields['id']) ?? `row ${index}`;
    const nchw = readRun(fields['nchw']);
    const nhwc = readRun(fields['nhwc']);
    if (nchw === undefined && nhwc === undefined) {
      skipped.push({ id, reason: textOf(fields['error']) ?? 'no measured total with a profile' });
    } else uploads.push({ id, team: textOf(fields['team']) ?? id, nchw, nhwc });
  });
  return { uploads, skipped };
}

/** Whether a document is a list of board runs, going by its first rows. */
export function isBoardTimings(document: unknown): boolean {
  return (
    Array.isArray(document) && document.some((row) => 'nchw' in asFields(row) || 'nhwc' in asFields(row))
  );
}

function readRun(value: unknown): BoardRun | undefined {
  const fields = asFields(value);
  const totalUs = fields['inference_us'];
  const rows = fields['by_layer'];
  if (typeof totalUs !== 'number' || !(totalUs > 0) || !Array.isArray(rows)) return undefined;
  const layers = rows.flatMap((row: unknown): ListedLayer[] => readLayer(row) ?? []);
  const listedUs = layers.reduce((sum, [, us]) => sum + us, 0);
  return listedUs > 0 ? summariseRun(totalUs, layers) : undefined;
}

/** A profile's row comes as `[type, us]` or as `{ type, inference_us }`. */
function readLayer(row: unknown): [ListedLayer] | undefined {
  const fields = asFields(row);
  const [type, us] = Array.isArray(row) ? (row as unknown[]) : [fields['type'], fields['inference_us']];
  return typeof type === 'string' && typeof us === 'number' && us >= 0 ? [[type, us]] : undefined;
}

function asFields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
