import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from './planted-tree.js';

/** The parser that @nestjs/swagger brings along; merge keys belong to YAML 1.1. */
const inSwagger = createRequire(createRequire(import.meta.url).resolve('@nestjs/swagger'));
const { load, YAML11_SCHEMA } = inSwagger('js-yaml') as {
  load: (text: string, options: object) => unknown;
  YAML11_SCHEMA: object;
};

interface Service {
  readonly image?: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly networks?: readonly string[];
  readonly volumes?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[]; readonly interval: string };
  readonly depends_on?: readonly string[] | Readonly<Record<string, object>>;
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: object;
  readonly volumes: object;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

const folder = path.join(root, 'deploy');
const textOf = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const parsed = (text: string): Compose => load(text, { schema: YAML11_SCHEMA }) as Compose;

/** Keys of a service that the Compose Specification knows, as far as they are used here. */
const serviceKeys =
  'image build restart env_file environment networks secrets volumes ports command healthcheck ' +
  'depends_on read_only tmpfs cap_drop security_opt stop_grace_period shm_size';

const files = readdirSync(folder).filter((file) => /\.ya?ml$/.test(file));
const text = files.map((file) => textOf(`deploy/${file}`)).join('\n');
const compose = parsed(textOf('deploy/compose.yaml'));
const services = Object.entries(compose.services);
const ours = services.filter(([, { build }]) => build !== undefined);
const documented = new Set(
  [...textOf('.env.example').matchAll(/^([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name),
);

/** What a file takes from the environment of whoever starts it. */
const interpolated = (yaml: string): readonly string[] =>
  [...yaml.matchAll(/\$\{([A-Z0-9_]+)/g)].map(([, name]) => name ?? '');

const unknown = (names: readonly string[]): readonly string[] =>
  names.filter((name) => !documented.has(name));

describe('the files of deploy/', () => {
  it('are YAML that names known keys only', () => {
    expect(files.map((file) => typeof parsed(textOf(`deploy/${file}`)))).toEqual(['object']);
    const known = new Set(serviceKeys.split(' '));
    const keys = services.flatMap(([name, service]) =>
      Object.keys(service).map((key) => [name, key] as const),
    );
    expect(keys.filter(([, key]) => !known.has(key))).toEqual([]);
    expect(ours.map(([name]) => name)).toHaveLength(5);
  });

  it('give our services only variables that .env.example explains', () => {
    const names = ours.flatMap(([, { environment = {} }]) => Object.keys(environment));
    const fromFiles = ours.flatMap(([, { secrets = [] }]) =>
      secrets.filter((secret) => secret.endsWith('_url')).map((secret) => secret.toUpperCase()),
    );
    expect(names.length * fromFiles.length).toBeGreaterThan(0);
    expect(unknown([...names, ...fromFiles, ...interpolated(text)])).toEqual([]);
    const unit = textOf('deploy/data-asset-registry@.service');
    const inUnit = [...unit.matchAll(/^Environment=(.*)$/gm)].flatMap(([, all = '']) =>
      all.split(' ').map((one) => one.split('=')[0] ?? ''),
    );
    expect(unknown(inUnit)).toEqual(['NODE_ENV']);
  });

  it('lead to volumes, networks, secrets, services and programs that are there', () => {
    const lost = services.flatMap(([name, service]) => {
      const { secrets = [], networks = [], volumes = [], depends_on: after = [] } = service;
      const named = volumes.map((volume) => volume.split(':')[0] ?? '');
      const places = named.filter(
        (place) => place.startsWith('./') && !place.includes('/secrets/'),
      );
      const needs = Array.isArray(after) ? (after as readonly string[]) : Object.keys(after);
      return [
        ...secrets.filter((secret) => !(secret in compose.secrets)),
        ...networks.filter((network) => !(network in compose.networks)),
        ...named.filter((volume) => !volume.startsWith('.') && !(volume in compose.volumes)),
        ...places.filter((place) => !existsSync(path.join(folder, place))),
        ...needs.filter((need) => !(need in compose.services)),
      ].map((what) => `${name}: ${what}`);
    });
    expect(lost).toEqual([]);
    for (const [, { build, command = [] }] of ours) {
      expect(existsSync(path.join(folder, build?.context ?? '', build?.dockerfile ?? ''))).toBe(
        true,
      );
      const programs = command.join(' ').match(/(apps|tools)\/[\w/-]*dist\/[\w-]+\.js/g) ?? [];
      for (const program of programs) {
        const source = program.replace('/dist/', '/src/').replace(/\.js$/, '.ts');
        expect([source, existsSync(path.join(root, source))]).toEqual([source, true]);
      }
      expect(programs).toHaveLength(1);
    }
  });

  it('watch every service that stays, and hold no password', () => {
    const unwatched = services.filter(([, { healthcheck }]) => healthcheck?.interval === undefined);
    expect(unwatched.map(([name]) => name)).toEqual(['migrate']);
    const kept = Object.values(compose.secrets).map(({ file }) => file);
    expect(kept.filter((file) => !file.startsWith('./secrets/'))).toEqual([]);
    const secretNames = /PASSWORD|TOKEN|_URL|_KEY$/;
    const inTheOpen = services.flatMap(([, { environment = {} }]) =>
      Object.keys(environment).filter((name) => secretNames.test(name)),
    );
    expect(inTheOpen).toEqual(['POSTGRES_PASSWORD_FILE']);
    expect(text).not.toMatch(/changeit|:\/\/[^\s/]+:[^\s/]+@/);
    expect(textOf('deploy/.gitignore')).toContain('secrets/');
  });
});

describe('this check', () => {
  it('sees a variable that nobody explained', () => {
    expect(unknown(interpolated('a: ${NOT_EXPLAINED:?x} ${OIDC_ISSUER}'))).toEqual([
      'NOT_EXPLAINED',
    ]);
  });
});
