import { describe, expect, it } from 'vitest';
import { ModuleBuilder } from './build-module.js';
import { moduleOf, type KernelCode } from './kernel-code.js';

describe('moduleOf', () => {
  it('compiles equal code once in a process', () => {
    let builds = 0;
    const code = (): KernelCode => ({
      key: 'code of this spec',
      build() {
        builds++;
        const module = new ModuleBuilder();
        module.addFunction('run', 1);
        return module.build();
      },
    });

    expect(moduleOf(code())).toBe(moduleOf(code()));
    expect(builds).toBe(1);
  });
});
