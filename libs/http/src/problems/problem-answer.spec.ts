import { Refused } from '@ledger/domain/refusal.js';
import { problemAnswer } from './problem-answer.js';
import { problemOf } from './found-problem.js';

const told = (error: Refused, acceptLanguage?: string) =>
  problemAnswer(problemOf(error), { url: '/v1/x?y=1', correlationId: 'c', acceptLanguage }).body;

describe('the words of an answer', () => {
  const step = new Refused('asset_step_not_possible', {
    step: 'renewal',
    status: 'accepted',
    possible: ['publication', 'registration'],
  });

  it('tell Chinese readers codes in words, each with its code', () =>
    expect(told(step)['detail']).toBe(
      '资产现为 已受理（accepted）；现在可以进行的步骤：公示（publication）、登记（registration）。',
    ));

  it('tell English readers the codes, which are words', () =>
    expect(told(step, 'en')['detail']).toBe(
      'The asset is accepted; steps possible now: publication, registration.',
    ));

  it('mean the problem’s own by what several name alike', () => {
    const facility = new Refused('financing_state_forbids', { status: 'accepted' });
    expect(told(facility)['detail']).toContain('已承诺（accepted）');
  });

  it('leave as it is what is no code, also a name of the language’s own', () => {
    const odd = new Refused('asset_step_not_possible', { status: 'toString', possible: [] });
    expect(told(odd)['detail']).toBe('资产现为 toString；现在可以进行的步骤：—。');
  });
});
