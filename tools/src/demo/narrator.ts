/** Tells what happens, in plain words, and counts what was checked. */
export class Narrator {
  private chapters = 0;
  checks = 0;

  chapter(title: string): void {
    this.chapters += 1;
    console.log(`\n${this.chapters}. ${title}`);
  }

  say(text: string): void {
    console.log(`   ${text}`);
  }

  /** States a fact that must hold; the demonstration fails where it does not. */
  check(statement: string, holds: boolean, seen?: unknown): void {
    if (!holds) {
      const found = seen === undefined ? '' : ` Seen: ${JSON.stringify(seen)}`;
      throw new Error(`This does not hold: ${statement}.${found}`);
    }
    this.checks += 1;
    console.log(`   ✓ ${statement}`);
  }
}
