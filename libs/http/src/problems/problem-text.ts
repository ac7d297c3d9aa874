/** A title and a detail in one language. The detail may hold `{placeholders}` named in obstacles. */
export interface ProblemWords {
  readonly title: string;
  readonly detail: string;
}

/** What a code answers: its HTTP status, and its words in both languages. */
export interface ProblemText {
  readonly status: number;
  readonly zh: ProblemWords;
  readonly en: ProblemWords;
}

/** A table that the compiler completes: every code has its text. */
export type ProblemsOf<Code extends string> = Readonly<Record<Code, ProblemText>>;
