import fc from 'fast-check';

/** Which random cases the property tests try: the same ones each time, so that no change fails by luck; `npm test -- --seed N` tries others. */
fc.configureGlobal({ seed: Number(process.env['NPUFARM_TEST_SEED'] ?? 20_210_601) });
