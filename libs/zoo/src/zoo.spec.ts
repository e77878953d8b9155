import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, parse } from 'node:path';
import { readPicture } from '@npufarm/pictures';
import { readModel } from '@npufarm/tflite';
import { type RgbPicture, resample } from '@npufarm/scoring';
import { describe, expect, it } from 'vitest';
import { drawDeadLeaves } from './pictures/dead-leaves.picture.js';
import { drawLineArt } from './pictures/line-art.picture.js';
import { sampleModel, type SampleModelVariant, sampleModelVariants } from './sample-model.js';
import { samplePictures, sampleScale } from './sample-pictures.js';
import { zooDirectory } from './zoo-directory.js';

const seedingPhotograph = '../shared/images/seeding_by_Clements_Engelhardt.jpg';

const samePicture = (a: RgbPicture, b: RgbPicture): boolean =>
  a.width === b.width && a.height === b.height && Buffer.compare(a.data, b.data) === 0;
const picturePath = (name: string): string => join(zooDirectory(), 'pictures', `${name}.png`);

describe('zooDirectory', () => {
  it('is found from a bundle in dist', () => {
    const root = join(zooDirectory(), '..', '..');

    expect(zooDirectory(join(root, 'dist', 'services', 'cli'))).toBe(zooDirectory());
  });

  it('says where it looked when there is none', () => {
    const nowhere = parse(tmpdir()).root;

    expect(() => zooDirectory(nowhere)).toThrow(`no directory above ${nowhere} holds libs/zoo/models`);
  });
});

describe('sampleModel', () => {
  it('is the INT8 file when nothing else is asked for', () => {
    expect(sampleModel()).toEqual(sampleModel('int8'));
  });

  it.each([
    ['int8', 'uint8', [1, 360, 640, 3], [1, 1080, 1920, 3], 14],
    ['int8-dynamic', 'uint8', [1, 1, 1, 3], [1, 1, 1, 3], 14],
    ['fp32-dynamic', 'float32', [1, 1, 1, 3], [1, 1, 1, 3], 12],
  ] as const)('%s is a model from %s %j to %j', async (variant, type, inputShape, outputShape, operators) => {
    const [subgraph] = readModel(await readFile(sampleModel(variant).path)).subgraphs;
    const tensor = (index: number | undefined) => subgraph?.tensors[index ?? -1];

    expect(tensor(subgraph?.inputs[0])).toMatchObject({ shape: inputShape });
    expect(tensor(subgraph?.outputs[0])).toMatchObject({ shape: outputShape });
    expect(tensor(subgraph?.inputs[0])?.type.toLowerCase()).toBe(type);
    expect(subgraph?.operators).toHaveLength(operators);
  });
});

describe('PROVENANCE.md', () => {
  const files = sampleModelVariants.map((variant: SampleModelVariant) => sampleModel(variant).path);
  const pictures = samplePictures().map(({ hrPath }) => hrPath);

  it.each([...files, join(zooDirectory(), 'models', 'anchornet28.weights.json'), ...pictures])(
    'records the digest of %s',
    async (path) => {
      const provenance = await readFile(join(path, '..', 'PROVENANCE.md'), 'utf8');
      const sha256 = createHash('sha256')
        .update(await readFile(path))
        .digest('hex');

      expect(provenance).toMatch(new RegExp(`${basename(path)}.*${sha256}`));
    },
  );
});

describe('samplePictures', () => {
  it.each(samplePictures())('$name can be shrunk to a third in whole pixels', async ({ hrPath }) => {
    const { width, height } = await readPicture(hrPath);

    expect([width / sampleScale, height / sampleScale]).toEqual([320, 180]);
  });

  it('holds the dead leaves that the code draws', async () => {
    expect(samePicture(await readPicture(picturePath('dead-leaves')), drawDeadLeaves(960, 540))).toBe(true);
  }, 60_000);

  it('holds the line art that the code draws', async () => {
    expect(samePicture(await readPicture(picturePath('line-art')), drawLineArt(960, 540))).toBe(true);
  }, 60_000);
});

describe.skipIf(!existsSync(seedingPhotograph))('the seeding picture (needs ../shared/images)', () => {
  it('is the photograph shrunk with the Lanczos filter', async () => {
    const photograph = await readPicture(seedingPhotograph);

    expect(
      samePicture(await readPicture(picturePath('seeding')), resample(photograph, 960, 540, 'lanczos')),
    ).toBe(true);
  }, 60_000);
});
