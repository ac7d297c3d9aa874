import { appendFileSync, existsSync, readFileSync, renameSync, statSync } from 'node:fs';

const logBytesMax = 50 * 1024 * 1024;
const linesKept = 50;

/** pino's numbers: 40 is a warning, 50 an error, 60 fatal. */
const warning = 40;

/** Writes a service's output to a file and says which lines a person at the terminal should see. */
export class ServiceLog {
  private readonly recent: string[] = [];
  private bytes: number;
  private rest = '';

  constructor(
    readonly file: string,
    private readonly show: (line: string) => void,
  ) {
    this.bytes = existsSync(file) ? statSync(file).size : 0;
  }

  /** Takes output as it comes, in pieces that need not end with a line. */
  take(chunk: Buffer): void {
    this.write(chunk);
    const lines = (this.rest + chunk.toString('utf8')).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.read(line);
  }

  /** The last lines that were read, without empty ones. */
  lastLines(): readonly string[] {
    return [...this.recent, this.rest].filter((line) => line.trim() !== '');
  }

  private read(line: string): void {
    if (line.trim() === '') return;
    this.recent.push(line);
    if (this.recent.length > linesKept) this.recent.shift();
    const shown = shownLine(line);
    if (shown !== undefined) this.show(shown);
  }

  /** A full disk must not stop the service, which has its own answer to that. */
  private write(chunk: Buffer): void {
    try {
      if (this.bytes > logBytesMax) {
        renameSync(this.file, `${this.file}.1`);
        this.bytes = 0;
      }
      appendFileSync(this.file, chunk, { mode: 0o600 });
      this.bytes += chunk.length;
    } catch {
      // The lines are lost to the file, not to the terminal.
    }
  }
}

/** Structured lines from the level of a warning on; anything unstructured, for nobody planned it. */
export const shownLine = (line: string): string | undefined => {
  const entry = structured(line);
  if (entry === undefined) return line;
  const { level, msg, err } = entry;
  if (typeof level !== 'number' || level < warning) return undefined;
  const word = level >= 60 ? 'FATAL' : level >= 50 ? 'ERROR' : 'WARN';
  const cause = err?.message === undefined || err.message === msg ? '' : `: ${err.message}`;
  return `${word} ${msg ?? ''}${cause}`;
};

interface LogEntry {
  readonly level?: unknown;
  readonly msg?: string;
  readonly err?: { readonly message?: string };
}

const structured = (line: string): LogEntry | undefined => {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as LogEntry;
  } catch {
    return undefined;
  }
};

/** What a file's end says, for a log that is written by somebody else. */
export const tailOf = (file: string): readonly string[] =>
  existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(-linesKept) : [];
