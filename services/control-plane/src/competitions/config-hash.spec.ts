import { phaseConfigSchema } from '@npufarm/contracts';
import { describe, expect, it } from 'vitest';
import { configHash } from './config-hash.js';

const config = phaseConfigSchema.parse({});
const pictures = [{ name: 'a', hrSha256: '1', lrSha256: '2' }];

describe('configHash', () => {
  it('changes with everything that decides a score', () => {
    const hashes = [
      configHash(config, pictures),
      configHash({ ...config, metric: 'benchmark-y' }, pictures),
      configHash({ ...config, policy: 'mai2022' }, pictures),
      configHash({ ...config, scoreConstant: 1 }, pictures),
      configHash(config, []),
      configHash(config, [{ name: 'a', hrSha256: '1', lrSha256: '3' }]),
    ];

    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('stays the same when quotas or retention change, because scores do not depend on them', () => {
    const changed = { ...config, quotas: { perDay: 3 }, eventRetentionDays: 1, picturesPerJob: 7 };

    expect(configHash(changed, pictures)).toBe(configHash(config, pictures));
  });
});
