import { certificateKeyFile, jwkOf } from './certificate-keys.js';

const local = { mode: 'local', dataDir: '/data' } as const;
const production = { ...local, mode: 'production' } as const;

describe('the key of search certificates', () => {
  it('is its own, or else the one that signs checkpoints', () => {
    const both = { CERTIFICATE_KEY_FILE: '/keys/own.pem', EVIDENCE_KEY_FILE: '/keys/log.pem' };
    expect(certificateKeyFile(both, production)).toEqual({ file: '/keys/own.pem', isMade: false });
    const { EVIDENCE_KEY_FILE } = both;
    const file = '/keys/log.pem';
    expect(certificateKeyFile({ EVIDENCE_KEY_FILE }, production)).toEqual({ file, isMade: false });
    const empty = { CERTIFICATE_KEY_FILE: ' ', EVIDENCE_KEY_FILE };
    expect(certificateKeyFile(empty, production).file).toBe(file);
  });

  it('is made on a machine of one’s own, and never in production', () => {
    const made = { file: '/data/keys/evidence.pem', isMade: true };
    expect(certificateKeyFile({}, local)).toEqual(made);
    expect(() => certificateKeyFile({}, production)).toThrow('CERTIFICATE_KEY_FILE');
  });

  it('is published under the thumbprint of RFC 8037, appendix A.3', () => {
    const x = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo';
    expect(jwkOf(Buffer.from(x, 'base64url'))).toMatchObject({
      x,
      kid: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
    });
  });
});
