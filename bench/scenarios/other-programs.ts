import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Options } from '../options.js';
import type { Section } from '../results.js';

/** Programs of this folder that measure something of their own; what they print is the report. */
const programs = [
  {
    name: 'rebuild',
    title: 'Rebuild of a projection',
    whole: ['--events', '1000000'],
    quick: ['--events', '20000', '--runs', '1'],
  },
  { name: 'evidence', title: 'Sealing of evidence', whole: [], quick: ['--quick'] },
] as const;

/** Runs those that are there, each in a process of its own against the same server. */
export const otherPrograms = async (
  folder: string,
  { only, isQuick }: Options,
): Promise<readonly Section[]> => {
  const sections: Section[] = [];
  for (const { name, title, whole, quick } of programs) {
    const file = path.join(folder, `${name}.js`);
    if (!only.includes(name) || !existsSync(file)) continue;
    sections.push({ title, lines: await printed(file, isQuick ? quick : whole) });
  }
  return sections;
};

const printed = (file: string, args: readonly string[]): Promise<readonly string[]> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [...process.execArgv, file, ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      process.stdout.write(chunk);
    });
    child.once('close', (code) => {
      const lines = text.split('\n').filter((line) => line.trim() !== '');
      resolve(code === 0 ? lines : [...lines, `It failed with exit code ${code}.`]);
    });
  });
