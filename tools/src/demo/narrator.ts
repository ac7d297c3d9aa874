/** Tells what happens, in plain words, and counts what was checked. */
export class Narrator {
  private chapters = 0;
  checks = 0;

  constructor(private readonly print: (line: string) => void) {}

  chapter(title: string): void {
    this.chapters += 1;
    this.print(`\n${this.chapters}. ${title}`);
  }

  say(text: string): void {
    this.print(`   ${text}`);
  }

  /** States a fact that must hold; the demonstration fails where it does not. */
  check(statement: string, holds: boolean, seen?: unknown): void {
    if (!holds) {
      const found = seen === undefined ? '' : ` Seen: ${JSON.stringify(seen)}`;
      throw new Error(`This does not hold: ${statement}.${found}`);
    }
    this.checks += 1;
    this.print(`   ✓ ${statement}`);
  }
}
