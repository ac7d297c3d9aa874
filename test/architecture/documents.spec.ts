import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './planted-tree.js';
import { sourceFiles } from './source-files.js';

const documents = sourceFiles().filter((file) => file.endsWith('.md'));
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

/** Links and images that lead somewhere in this repository; code is not read. */
const linksOf = (text: string): readonly string[] => {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
  const inline = [...prose.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)];
  const named = [...prose.matchAll(/^\[[^\]]+\]:\s+(\S+)/gm)];
  const targets = [...inline, ...named].map((match) => match[1] ?? '');
  return targets.filter((target) => !/^([a-z][a-z+.-]*:|\/\/)/i.test(target));
};

/** The anchor that a heading gets on the usual code hosts. */
const anchorsOf = (text: string): readonly string[] =>
  [...text.matchAll(/^#{1,6}\s+(.+)$/gm)].map((match) =>
    (match[1] ?? '')
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );

const broken = (file: string, text: string): readonly string[] =>
  linksOf(text).filter((link) => {
    const [target = '', anchor] = link.split('#');
    const place = target === '' ? file : path.join(path.dirname(file), decodeURI(target));
    if (!existsSync(path.join(root, place))) return true;
    if (anchor === undefined || !place.endsWith('.md')) return false;
    return !anchorsOf(read(place)).includes(decodeURIComponent(anchor));
  });

const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

/** Commands of this repository that are none: scripts of npm, and programs of the benchmarks. */
const unknownCommands = (text: string): readonly string[] => {
  const called = [...text.matchAll(/\bnpm run (?:-s )?([a-z][a-z0-9:-]*)/g)].filter(
    ([, script = '']) => !(script in scripts),
  );
  const measured = [...text.matchAll(/\bnode bench\/run\.mjs ([a-z][a-z-]*)/g)].filter(
    ([, program = '']) => !existsSync(path.join(root, 'bench', `${program}.ts`)),
  );
  return [...called, ...measured].map(([command]) => command);
};

describe('the documents', () => {
  it('are found', () => {
    expect(documents).toContain('docs/ARCHITECTURE.md');
  });

  it('lead only to what is there', () => {
    const lost = documents.flatMap((file) =>
      broken(file, read(file)).map((link) => `${file}: ${link}`),
    );
    expect(lost).toEqual([]);
  });

  it('name only commands that there are', () => {
    const unknown = documents.flatMap((file) =>
      unknownCommands(read(file)).map((command) => `${file}: ${command}`),
    );
    expect(unknown).toEqual([]);
  });
});

describe('this check', () => {
  it('sees a command that is none', () => {
    const text = '`npm run absent`, `npm run test:unit -- x`, node bench/run.mjs orders, no-bench';
    expect(unknownCommands(`${text}; node bench/run.mjs absent`)).toEqual([
      'npm run absent',
      'node bench/run.mjs absent',
    ]);
  });

  it('sees a lost file and a lost heading, and lets pass what is there or elsewhere', () => {
    const text =
      '[a](absent.md) [b](ARCHITECTURE.md) [c](ARCHITECTURE.md#no-such-heading) ' +
      '[d](https://example.org/x) `[e](code.md)`\n[f]: ../absent.md\n';
    expect(broken('docs/x.md', text)).toEqual([
      'absent.md',
      'ARCHITECTURE.md#no-such-heading',
      '../absent.md',
    ]);
  });
});
