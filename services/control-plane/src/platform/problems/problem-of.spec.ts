import { BadRequestException, NotFoundException } from '@nestjs/common';
import { problemSchema } from '@npufarm/contracts';
import { describe, expect, it } from 'vitest';
import { notFound } from './not-found.js';
import { problemOf } from './problem-of.js';

describe('problemOf', () => {
  it('keeps code, status, fault and hint of a refusal', () => {
    const problem = problemOf(notFound('phase', 'mai/x', 'There is open.'), 'e1');

    expect(problem).toEqual({
      type: 'urn:npufarm:problem:phase.not-found',
      title: 'Not Found',
      status: 404,
      detail: 'There is no phase "mai/x".',
      code: 'phase.not-found',
      errorId: 'e1',
      fault: 'participant',
      hint: 'There is open.',
    });
  });

  it('says that a full disk is the operator’s to repair, wherever it was noticed', () => {
    const inFile = Object.assign(new Error('write'), { code: 'ENOSPC' });
    const inDatabase = Object.assign(new Error('query'), { driverError: { code: '53100' } });

    const problems = [inFile, inDatabase].map((cause) => problemOf(cause, 'e1'));

    expect(problems.map(({ code, status, fault }) => [code, status, fault])).toEqual([
      ['storage.full', 507, 'infrastructure'],
      ['storage.full', 507, 'infrastructure'],
    ]);
  });

  it('asks to try again when the database is away', () => {
    const away = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });

    expect(problemOf(away, 'e1')).toMatchObject({ code: 'database.unavailable', status: 503 });
  });

  it.each([
    'Connection terminated unexpectedly',
    'timeout exceeded when trying to connect',
    'Client has encountered a connection error and is not queryable',
  ])('takes "%s" of node-postgres, which has no code, for a database that is away', (message) => {
    expect(problemOf(new Error(message), 'e1')).toMatchObject({ code: 'database.unavailable', status: 503 });
  });

  it('tells nothing about a bug but its id', () => {
    const problem = problemOf(new Error('the secret of line 7'), 'e1');

    expect(problem).toMatchObject({ code: 'internal', status: 500, fault: 'internal', errorId: 'e1' });
    expect(JSON.stringify(problem)).not.toContain('secret');
  });

  it('turns the framework’s own refusals into problems of the contract', () => {
    const thrown = [
      new BadRequestException('x'),
      new NotFoundException('x'),
      { statusCode: 413 },
      { statusCode: 418 },
    ];

    const problems = thrown.map((cause) => problemSchema.parse(problemOf(cause, 'e1')));

    expect(problems.map(({ code }) => code)).toEqual([
      'request.invalid',
      'route.not-found',
      'request.too-large',
      'request.refused',
    ]);
  });
});
