import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findConnection } from './find-connection.js';

const farm = {
  url: 'http://127.0.0.1:8080',
  tokens: { operator: 'nf_operator', organizer: 'nf_organizer', team: 'nf_team' },
  team: 'demo',
  competition: 'mai2021',
  phase: 'open',
};
const nothing = { url: undefined, token: undefined };

let directory: string;
let below: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'npufarm-connection-'));
  below = join(directory, 'a', 'b');
  mkdirSync(below, { recursive: true });
  mkdirSync(join(directory, '.npufarm'));
  writeFileSync(join(directory, '.npufarm', 'farm.json'), JSON.stringify(farm));
});
afterAll(() => rmSync(directory, { recursive: true }));

const environment = (): {
  workingDirectory: string;
  colourAllowed: boolean;
  url: undefined;
  token: undefined;
} => ({
  ...nothing,
  workingDirectory: below,
  colourAllowed: false,
});

describe('findConnection', () => {
  it('finds the farm file above the working directory and takes the token of the caller', () => {
    const found = findConnection({ ...nothing, caller: 'organizer' }, environment());

    expect(found).toMatchObject({ token: 'nf_organizer', competition: 'mai2021', phase: 'open' });
    expect(found.url.href).toBe('http://127.0.0.1:8080/');
    expect(found.source).toBe(join(directory, '.npufarm', 'farm.json'));
  });

  it('prefers options to the environment, and the environment to the file', () => {
    const variables = { ...environment(), url: 'http://127.0.0.1:8080', token: 'nf_environment' };

    expect(findConnection({ ...nothing, caller: 'team' }, variables)).toMatchObject({
      token: 'nf_environment',
      source: 'NPUFARM_URL',
    });
    expect(findConnection({ url: undefined, token: 'nf_option', caller: 'team' }, variables).token).toBe(
      'nf_option',
    );
  });

  it("never sends a farm file's token to another farm", () => {
    const found = findConnection(
      { url: 'http://127.0.0.1:9999', token: undefined, caller: 'team' },
      environment(),
    );

    expect(found).toMatchObject({ token: undefined, competition: undefined });
  });

  it('refuses what is not the address of a farm', () => {
    const wanted = { url: 'farm:8080', token: undefined, caller: 'team' } as const;

    expect(() => findConnection(wanted, environment())).toThrow(
      '--url is not the address of a farm: farm:8080',
    );
  });

  it('names the file that does not describe a farm', () => {
    const broken = join(directory, 'broken');
    mkdirSync(join(broken, '.npufarm'), { recursive: true });
    writeFileSync(join(broken, '.npufarm', 'farm.json'), '{"url": 5}');

    expect(() =>
      findConnection({ ...nothing, caller: 'team' }, { ...environment(), workingDirectory: broken }),
    ).toThrow(/broken.*does not hold the url and tokens of a farm/);
  });
});
