/** Health checks run before everything else, then the final evaluation, validation, development. */
export const jobPriorities = { healthCheck: 300, testing: 200, validation: 100, development: 0 } as const;
