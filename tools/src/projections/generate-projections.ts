import { streamKinds } from '@ledger/domain/stream-kinds.js';
import { exchange } from '@ledger/exchange/exchange.js';
import type { Projection, ProjectionVersions } from '@ledger/read-model/projection.js';
import { registry } from '@ledger/registry/registry.js';
import { upcaster } from '@ledger/event-store/upcast.js';
import type { ServiceDefinition } from '@ledger/service/slice.js';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../root.js';
import { describedTables, rowsDigest, sampleEvents } from './row-digests.js';

/** The projections of a service that tell their names before an app is made: all that there are. */
const projectionsOf = ({ slices }: ServiceDefinition): readonly Projection[] =>
  slices
    .flatMap(({ projections = [] }) => projections)
    .filter((each): each is Projection => typeof each === 'object');

/**
 * The versions of a service's projections: one that makes other rows of the sample events than
 * noted gets the next version.
 */
export const projectionVersions = async (
  definition: ServiceDefinition,
): Promise<ProjectionVersions> => {
  const { versions } = definition;
  const projections = projectionsOf(definition);
  const [tables, samples] = [await describedTables(projections), sampleEvents()];
  const entries: [string, ProjectionVersions[string]][] = [];
  for (const projection of projections) {
    const { name } = projection;
    const rows = await rowsDigest(projection, tables, samples, upcaster(streamKinds));
    const noted = versions[name] ?? { version: 0, rows: '' };
    entries.push([name, noted.rows === rows ? noted : { version: noted.version + 1, rows }]);
  }
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
};

const fileOf = ({ name }: ServiceDefinition): string =>
  path.join(root, 'apps', name, 'src', 'projection-versions.ts');

/** Writes the versions of both services' projections where the services find them. */
export const generateProjections = async (): Promise<void> => {
  for (const definition of [registry, exchange]) {
    const file = fileOf(definition);
    writeFileSync(file, textOf(await projectionVersions(definition)));
    console.log(path.relative(root, file));
  }
};

const textOf = (versions: ProjectionVersions): string =>
  [
    "import type { ProjectionVersions } from '@ledger/read-model/projection.js';",
    '',
    '/**',
    ' * Which version of its rule each projection has. `npm run generate` writes it: a version grows when',
    ' * sample events make other rows; services make rows of an older version anew by themselves.',
    ' */',
    'export const projectionVersions: ProjectionVersions = {',
    ...Object.entries(versions).map(
      ([name, { version, rows }]) => `  ${keyOf(name)}: { version: ${version}, rows: '${rows}' },`,
    ),
    '};',
    '',
  ].join('\n');

const keyOf = (name: string): string => (/^\w+$/.test(name) ? name : `'${name}'`);
