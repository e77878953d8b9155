/** SQL that is true of an attempt `a` that holds or is offered its board. */
export const isOpenAttempt = `a.state IN ('OFFERED', 'ACCEPTED')`;
