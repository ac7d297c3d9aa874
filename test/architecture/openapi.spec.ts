import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './planted-tree.js';
import { sourceFiles } from './source-files.js';

interface Described {
  readonly name?: string;
  readonly description?: string;
}

interface Operation {
  readonly summary?: string;
  readonly parameters?: readonly Described[];
  readonly responses: Readonly<Record<string, Described>>;
}

interface Contract {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const contracts = ['registry', 'exchange'].map(
  (name) =>
    JSON.parse(readFileSync(path.join(root, 'openapi', `${name}.json`), 'utf8')) as Contract,
);

/** Every operation by its method and path, the path's parameters left open. */
const operations = new Map<string, Operation>(
  contracts.flatMap(({ paths }) =>
    Object.entries(paths).flatMap(([place, item]) =>
      Object.entries(item).map(
        ([method, operation]) => [`${method.toUpperCase()} ${shapeOf(place)}`, operation] as const,
      ),
    ),
  ),
);

function shapeOf(place: string): string {
  return place.replace(/\{\w+\}|\$\w+/g, '{}');
}

/** Calls that a document names: in prose with the method before the path, in walks by `call`. */
const callsOf = (text: string): readonly string[] =>
  [...text.matchAll(/\b(GET|POST) ["'`]*(\/[\w/.{}$-]*[\w}])/g)].map(
    ([, method = '', place = '']) => `${method} ${shapeOf(place)}`,
  );

describe('the contract on the wire', () => {
  it('says of every operation, parameter and answer what it is', () => {
    const silent = [...operations].flatMap(([name, { summary, parameters = [], responses }]) => [
      ...(summary ? [] : [`${name} has no summary`]),
      ...[
        ...parameters.map((each) => [each.name ?? '', each] as const),
        ...Object.entries(responses),
      ]
        .filter(([, { description }]) => !description)
        .map(([part]) => `${name}: ${part} has no description`),
    ]);
    expect(silent).toEqual([]);
  });

  it('gives each of its types a name of its own, or one would stand for the other', () => {
    const names = sourceFiles('libs/contracts/src')
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => [
        ...readFileSync(path.join(root, file), 'utf8').matchAll(/^export class (\w+)/gm),
      ])
      .map(([, name]) => name);
    expect(names.length).toBeGreaterThan(100);
    expect(names.filter((name, at) => names.indexOf(name) < at)).toEqual([]);
  });

  it('has every route that a document names', () => {
    const documents = sourceFiles().filter((file) => file.endsWith('.md'));
    const named = documents.flatMap((file) =>
      callsOf(readFileSync(path.join(root, file), 'utf8')).map((call) => [file, call] as const),
    );
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter(([, call]) => !operations.has(call))).toEqual([]);
  });
});
