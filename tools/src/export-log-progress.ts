/** Milliseconds between two lines about how far it is. */
const everyMs = 5_000;

/** Says now and then, on the error output, how many events have gone through. */
export const progressOf = (
  total: number | undefined,
  show: (line: string) => void = (line) => console.error(line),
): ((count: number) => void) => {
  let shownAt = performance.now();
  return (count) => {
    if (performance.now() - shownAt < everyMs) return;
    shownAt = performance.now();
    show(total === undefined ? `${count}` : `${count} / ${total}`);
  };
};
