import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Model } from './model.js';
import { readModel } from './reader/read-model.js';
import { toSpec } from './to-spec.js';
import { writeModel } from './writer/write-model.js';

const models = '../shared/models';
const zoo = '../shared/zoo';
const hasModels = existsSync(models);
const hasZoo = existsSync(zoo);

const filesOf = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.tflite'))
    .map((name) => `${folder}/${name}`);

/** The operator lines of MODELS.md, such as `QUANTIZE v1 x2, CONV_2D v3 x8`, by file name. */
function publishedOperators(): ReadonlyMap<string, string> {
  const sections = readFileSync(`${models}/MODELS.md`, 'utf8').split(/^### /m).slice(1);
  return new Map(
    sections.flatMap((section) => {
      const operators = /^- ops: (.+)$/m.exec(section)?.[1];
      return operators === undefined ? [] : [[section.split('\n', 1)[0] ?? '', operators]];
    }),
  );
}

/** A model with its constants as digests: comparing them byte by byte would take seconds. */
const digest = (model: Model): unknown =>
  JSON.parse(
    JSON.stringify(model, (_, value: unknown) =>
      value instanceof Uint8Array ? createHash('sha256').update(value).digest('hex') : value,
    ),
  );

function operatorSummary(path: string): string {
  const counts = new Map<string, number>();
  for (const { builtin, customCode, version } of readModel(readFileSync(path)).subgraphs.flatMap(
    ({ operators }) => operators,
  )) {
    const name = `${builtin}${customCode === undefined ? '' : `:${customCode}`} v${version}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return Array.from(counts, ([name, count]) => `${name} x${count}`).join(', ');
}

describe.skipIf(!hasModels)(`the published models of ${models} (skipped when absent)`, () => {
  it.each(hasModels ? [...publishedOperators()] : [])('%s holds %s', (name, operators) => {
    expect(operatorSummary(`${models}/${name}`)).toBe(operators);
  });

  it('refuses the file without an identifier', () => {
    expect(() => readModel(readFileSync(`${models}/litert_broken_flatbuffer.bin`))).toThrow(
      'not the identifier "TFL3"',
    );
  });
});

describe.skipIf(!hasModels || !hasZoo)(`every model of ${models} and ${zoo} (skipped when absent)`, () => {
  it.each(hasModels && hasZoo ? [...filesOf(models), ...filesOf(zoo)] : [])(
    '%s is the same model when rewritten',
    (path) => {
      const model = readModel(readFileSync(path));

      const rewritten = { ...readModel(writeModel(toSpec(model))), bytes: model.bytes };

      expect(digest(rewritten)).toEqual(digest(model));
    },
  );
});
