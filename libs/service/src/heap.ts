import { setFlagsFromString } from 'node:v8';

/**
 * How much the heap may grow beyond what is in use before it is cleared. By default the engine waits
 * for four times as much where the machine has the memory: an import of 100,000 rows then holds
 * half a gigabyte of what nobody needs any more.
 */
const heapGrowingPercent = 30;

/** Keeps the memory of this process near to what it uses. */
export const clearHeapSoon = (): void =>
  setFlagsFromString(`--heap-growing-percent=${heapGrowingPercent}`);
