import { checkModel, estimateModel, resolvePolicy } from '@npufarm/npu';
import { describe, expect, it } from 'vitest';
import { findNetwork, networks } from './index.js';

const publishedKilobytes: Readonly<Record<string, number>> = {
  aselsan: 67,
  mcg: 53,
  noah: 109,
  along: 30,
  embededai: 82,
  mju: 940,
};

const bytesOf = (name: string, parameters = {}): Uint8Array =>
  findNetwork(name)?.write(parameters) ?? new Uint8Array();
const files = new Map(networks.map((network) => [network.name, network.write({})]));

describe.each(networks.map(({ name }) => name))('the network %s', (name) => {
  const file = files.get(name) ?? new Uint8Array();

  it('is a file that the challenge accepts', () => {
    const { accepted, issues } = checkModel(file, resolvePolicy('challenge'));
    expect(issues).toEqual([]);
    expect(accepted).toBe(true);
  });

  it('is no larger than the published file', () => {
    const limit = publishedKilobytes[name] ?? Infinity;
    expect(file.length).toBeLessThanOrEqual(limit * 1024);
  });
});

describe('the widths that the report leaves open', () => {
  it.each(['noah', 'along', 'embededai'])('are the widest that fit the file of %s', (name) => {
    const channels = findNetwork(name)?.parameters['channels'] ?? 0;
    const wider = bytesOf(name, { channels: channels + 4 });
    expect(wider.length).toBeGreaterThan((publishedKilobytes[name] ?? 0) * 1024);
  });
});

describe('the network mcg', () => {
  it('is the same file every time', () => {
    expect(bytesOf('mcg')).toEqual(files.get('mcg'));
  });

  it('takes on the board what Table 1 says, within 3 %', () => {
    const estimate = estimateModel(bytesOf('mcg'), { policy: resolvePolicy('challenge'), layout: 'nchw' });
    const us = estimate.prediction?.inferenceUs ?? 0;
    expect(Math.abs(us / 36_890 - 1)).toBeLessThan(0.03);
  });
});
