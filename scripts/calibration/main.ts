import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { calibrate } from '../../libs/npu/src/timing/calibration/calibrate.js';
import { evaluateDocument } from '../../libs/npu/src/timing/calibration/evaluate-document.js';
import type { JudgedFacts } from '../../libs/npu/src/timing/calibration/fit-timing.js';
import { isSingleLayer } from '../../libs/npu/src/timing/calibration/price-architecture.js';
import { readArchitectures } from '../../libs/npu/src/timing/calibration/read-architectures.js';
import { readBoardRuns } from '../../libs/npu/src/timing/calibration/read-board-runs.js';
import { readBoardTimings } from '../../libs/npu/src/timing/calibration/read-board-timings.js';
import { renderCalibration } from '../../libs/npu/src/timing/calibration/render-calibration.js';

const usage = 'npm run calibrate -- [--data DIRECTORY] [--json] | --evaluate FILE';

function main(): number {
  const { values } = parseArgs({
    options: { data: { type: 'string' }, evaluate: { type: 'string' }, json: { type: 'boolean' } },
  });
  if (values.evaluate !== undefined) {
    const evaluation = evaluateDocument(readJson(fromCaller(values.evaluate)));
    process.stdout.write(`${JSON.stringify(snakeCase(evaluation), undefined, 1)}\n`);
    return 0;
  }
  const report = calibrate(readFacts(fromCaller(values.data ?? 'libs/npu/calibration')));
  const text =
    values.json === true ? `${JSON.stringify(snakeCase(report), undefined, 1)}\n` : renderCalibration(report);
  process.stdout.write(text);
  return 0;
}

/** Our own table of runs, or the published lists under their published names. */
function readFacts(directory: string): JudgedFacts {
  const own = join(directory, 'board-runs.csv');
  const uploads = existsSync(own)
    ? readBoardRuns(readFileSync(own, 'utf8'))
    : readBoardTimings(readJson(join(directory, 'board-timings-2022.json'))).uploads;
  const ownLists = ['networks.json', 'layers.json'].filter((name) => existsSync(join(directory, name)));
  const lists = (ownLists.length > 0 ? ownLists : ['known-architectures.json']).flatMap((name) =>
    readArchitectures(readJson(join(directory, name))),
  );
  return {
    uploads,
    networks: lists.filter((one) => !isSingleLayer(one)),
    layers: lists.filter(isSingleLayer),
  };
}

/** npm changes to the project's root; a path means what it meant where npm was called. */
function fromCaller(path: string): string {
  const called = resolve(process.env['INIT_CWD'] ?? '.', path);
  return existsSync(called) ? called : resolve(path);
}

function readJson(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new RangeError(`cannot read ${path}; name an existing file`, { cause });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RangeError(`${path} is not JSON`, { cause });
  }
}

function snakeCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeCase);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [
      key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      snakeCase(field),
    ]),
  );
}

try {
  process.exitCode = main();
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`npufarm: ${message}\n${usage}\n`);
  process.exitCode = 2;
}
