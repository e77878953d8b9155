import type { Policy } from './policy.js';

const mai2021: Policy = {
  name: 'mai2021',
  input: { dtype: 'UINT8', shape: [1, 360, 640, 3] },
  output: { dtype: 'UINT8', shape: [1, 1080, 1920, 3] },
  scale: 3,
  dynamic: 'refuse',
  cpuFallback: false,
  archive: true,
};

/** The policies that go by a name. Sources: the challenge reports; mai2026-4k: entrants' repositories. */
export const policyPresets: Readonly<Record<string, Policy>> = {
  mai2021,
  challenge: mai2021,
  mai2022: { ...mai2021, name: 'mai2022' },
  'mai2026-4k': {
    ...mai2021,
    name: 'mai2026-4k',
    input: { dtype: 'INT8', shape: [1, 720, 1280, 3] },
    output: { dtype: 'INT8', shape: [1, 2160, 3840, 3] },
  },
  permissive: {
    name: 'permissive',
    input: undefined,
    output: undefined,
    scale: undefined,
    dynamic: 'allow',
    cpuFallback: true,
    archive: false,
  },
};
