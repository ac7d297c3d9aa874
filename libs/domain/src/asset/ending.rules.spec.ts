import type { AssetEvent } from './asset.events.js';
import { accepted, given, publicised, registered, submitted } from './testing/national-case.js';
import { command, fact, registrarOn } from './testing/national.js';

const after = (...events: AssetEvent[]) => given(submitted, ...events);
const alive = [accepted, publicised, registered] as const;
const destroyed = { ground: 'dataDestroyed', reason: '销毁' } as const;
const asked = fact('CancellationRequested', { requestId: 'c-1', ...destroyed });
const cancelled = fact('RegistrationCancelled', {
  ...{ ...destroyed, exOfficio: false, on: '2026-04-01' },
});

describe('the end of a registration', () => {
  it('is said once, in the same words: another ground or reason is not taken for done', () => {
    const on = '2026-04-01';
    const [law, falseProof] = [
      { ground: 'law', reason: '依法' } as const,
      { ground: 'falseProof', reason: '伪造' } as const,
    ];
    const endings = [
      [
        fact('RegistrationCancelled', { ...law, exOfficio: true, on }),
        (more: object) => command('CancelExOfficio', { ...law, ...more }, registrarOn(on)),
      ],
      [
        fact('RegistrationRevoked', { ...falseProof, on }),
        (more: object) =>
          command('RevokeRegistration', { ...falseProof, ...more }, registrarOn(on)),
      ],
    ] as const;
    for (const [ended, end] of endings) {
      after(...alive, ended)
        .when(end({}))
        .thenNothing();
      for (const other of [{ reason: '另因' }, { ground: 'otherLaw' }])
        after(...alive, ended)
          .when(end(other))
          .thenRefused('asset_step_not_possible');
    }
    after(...alive, asked, cancelled)
      .when(command('CancelExOfficio', law, registrarOn(on)))
      .thenRefused('asset_step_not_possible');
  });
});
