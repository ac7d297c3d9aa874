import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { dataspaceConfiguration } from './dataspace.configuration.js';
import { openSealedSecrets, SealedSecrets } from './sealed-secrets.js';

const folder = mkdtempSync(path.join(tmpdir(), 'dataspace-'));
afterAll(() => rmSync(folder, { recursive: true }));

const local = { mode: 'local', dataDir: folder } as const;
const production = { mode: 'production', dataDir: folder } as const;
const address = { DATASPACE_ADDRESS: 'https://exchange.example.org' };

describe('a sealed secret', () => {
  const secrets = new SealedSecrets(randomBytes(32));

  it('opens with its key in its place, and nowhere else', () => {
    const sealed = secrets.seal('Bearer x', 'connector-1');
    expect(secrets.open(sealed, 'connector-1')).toBe('Bearer x');
    expect(secrets.open(sealed, 'connector-2')).toBeUndefined();
    expect(new SealedSecrets(randomBytes(32)).open(sealed, 'connector-1')).toBeUndefined();
    sealed[sealed.length - 1]! ^= 1;
    expect(secrets.open(sealed, 'connector-1')).toBeUndefined();
  });

  it('is never sealed the same way twice', () =>
    expect(secrets.seal('x', 'y').equals(secrets.seal('x', 'y'))).toBe(false));
});

describe('the environment', () => {
  it('needs to say nothing on a developer’s machine, and turns the protocol off in production', () => {
    expect(dataspaceConfiguration({}, local)).toMatchObject({ isOn: true, makesKey: true });
    expect(dataspaceConfiguration({}, production)).toMatchObject({ isOn: false, makesKey: false });
  });

  it('names an https origin and a key', () => {
    const key = { DATASPACE_KEY_FILE: '/k' };
    expect(dataspaceConfiguration({ ...address, ...key }, production)).toMatchObject({
      ...{ isOn: true, address: 'https://exchange.example.org', keyFile: '/k' },
      allowedNetworks: [],
    });
    expect(() => dataspaceConfiguration(address, production)).toThrow('DATASPACE_KEY_FILE is not');
    for (const wrong of ['x', 'http://exchange.example.org', 'https://e.example.org/path']) {
      const env = { DATASPACE_ADDRESS: wrong, ...key };
      expect(() => dataspaceConfiguration(env, production)).toThrow('must be an https:// address');
    }
    const networks = { DATASPACE_ALLOWED_NETWORKS: 'house' };
    expect(() => dataspaceConfiguration(networks, local)).toThrow('DATASPACE_ALLOWED_NETWORKS');
  });
});

describe('the key', () => {
  const file = path.join(folder, 'own.key');
  const opened = () => openSealedSecrets({ ...dataspaceConfiguration({}, local), keyFile: file });

  it('is made once where nothing was said, and stays', () => {
    const sealed = opened().seal('x', 'y');
    expect(opened().open(sealed, 'y')).toBe('x');
  });

  it('that others may read, that is too short or not there is refused', () => {
    chmodSync(file, 0o644);
    expect(opened).toThrow('can be read by others');
    writeFileSync(file, 'short', { mode: 0o600 });
    chmodSync(file, 0o600);
    expect(opened).toThrow('is no dataspace key');
    const env = { ...address, DATASPACE_KEY_FILE: path.join(folder, 'none') };
    expect(() => openSealedSecrets(dataspaceConfiguration(env, production))).toThrow(
      'is not there',
    );
    expect(openSealedSecrets(dataspaceConfiguration({}, production))).toBeInstanceOf(SealedSecrets);
  });
});
