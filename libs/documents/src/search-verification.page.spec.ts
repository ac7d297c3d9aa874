import { searchVerificationPage, unknownSearchPage } from './search-verification.page.js';

const verified = {
  ...{ no: 'PS202611000001-5B7D3C21A9F04E68', faults: [], finding: 'none' },
  ...{ searchedAt: '2026-11-20T02:00:00.000Z', asOf: 40, certificateDigest: 'cb'.repeat(32) },
  since: { changed: false, asOf: 57 },
};

describe('the page that verifies a search certificate', () => {
  it('says that it is genuine, what it found, and that nothing was recorded since', () => {
    const page = searchVerificationPage(verified, 'zh');
    expect(page).toContain('<html lang="zh-CN">');
    for (const words of ['>真实<', '本登记簿中无存续的负担', '2026-11-20 10:00:00 (UTC+8)']) {
      expect(page).toContain(words);
    }
    expect(page).toContain('<strong>所查对象没有新的记载。</strong>（截至日志位置 57）');
    expect(page).toContain('href="../PS202611000001-5B7D3C21A9F04E68.pdf"');
    expect(page).toContain('hreflang="en"');
  });

  it('names what does not hold, and what is new', () => {
    const faults = ['bytes_changed', 'signature_invalid'];
    const bad = { ...verified, faults, finding: 'encumbered', since: { changed: true, asOf: 57 } };
    const page = searchVerificationPage(bad, 'en');
    expect(page).toContain('<span class="badge bad">not genuine</span>');
    expect(page).toContain('its bytes were changed, its signature is invalid');
    expect(page).toContain('Encumbered in this ledger');
    expect(page).toContain('search again');
  });

  it('says of a number that is nobody’s that it is, whatever is written in it', () => {
    const page = unknownSearchPage('<b>', 'zh');
    expect(page).toContain('并非由本登记系统出具');
    expect(page).toContain('&lt;b&gt;');
  });
});
