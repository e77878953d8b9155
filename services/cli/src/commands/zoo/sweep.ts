import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Prediction } from '@npufarm/npu';
import { Option } from 'commander';
import { defineCommand } from '../../command.js';
import { byteSize, milliseconds } from '../../output/format-number.js';
import { type Column, renderTable } from '../../output/table.js';
import { predictionDocument } from '../model/prediction-document.js';
import { writeOutput } from '../write-output.js';
import { findFamily } from './find-family.js';
import { combinations, parseVariation } from './parse-variation.js';

interface SweepOptions {
  readonly layout: 'nhwc' | 'nchw';
  readonly output?: string;
}

interface Member {
  readonly file: string | undefined;
  readonly parameters: Readonly<Record<string, number>>;
  readonly bytes: number;
  readonly prediction: Prediction | undefined;
}

const columns: readonly Column<Member>[] = [
  { title: 'network', value: ({ parameters }) => describe(parameters) },
  { title: 'size', align: 'right', value: ({ bytes }) => byteSize(bytes) },
  { title: 'NPU ms', align: 'right', value: ({ prediction }) => milliseconds(prediction?.inferenceUs) },
  { title: 'badly tiled', align: 'right', value: ({ prediction }) => milliseconds(prediction?.badlyTiledUs) },
  { title: 'CPU ms', align: 'right', value: ({ prediction }) => milliseconds(prediction?.cpuUs) },
  { title: 'file', value: ({ file }) => file },
];

export const zooSweep = defineCommand<[network: string, variations: readonly string[]], SweepOptions>({
  path: 'zoo sweep',
  summary: 'predict a family of networks of the zoo, and write its members',
  configure: (command) =>
    command
      .argument('<network>', 'its name, see npufarm zoo ls')
      .argument('<variations...>', 'sizes to vary, like channels=16..48:4')
      .addOption(
        new Option('--layout <layout>', 'order of dimensions on the board')
          .choices(['nhwc', 'nchw'])
          .default('nhwc'),
      )
      .option('-o, --output <directory>', 'write the files there'),
  run: async ({ arguments: [name, texts], options }) => {
    const family = await findFamily(name);
    const sets = combinations(texts.map((text) => parseVariation(text, family)));
    const { estimateModel, resolvePolicy } = await import('@npufarm/npu');
    const policy = resolvePolicy('permissive');
    if (options.output !== undefined) await mkdir(options.output, { recursive: true });
    const members: Member[] = [];
    for (const parameters of sets) {
      const model = family.write(parameters);
      const file =
        options.output === undefined
          ? undefined
          : join(options.output, `${name}_${Object.entries(parameters).flat().join('_')}.tflite`);
      if (file !== undefined) await writeOutput(file, model);
      const { prediction } = estimateModel(model, { policy, layout: options.layout });
      members.push({ file, parameters, bytes: model.length, prediction });
    }
    return {
      document: {
        network: name,
        items: members.map(({ file, parameters, bytes, prediction }) => ({
          file: file ?? null,
          parameters,
          bytes,
          predicted: prediction === undefined ? null : predictionDocument(prediction),
        })),
      },
      text: (style) => renderTable(columns, members, style),
    };
  },
});

function describe(parameters: Readonly<Record<string, number>>): string {
  return Object.entries(parameters)
    .map(([parameter, value]) => `${parameter}=${value}`)
    .join(' ');
}
