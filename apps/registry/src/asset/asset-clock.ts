import type { AssetView } from './asset.view.js';

type Clocked = Pick<AssetView, 'state' | 'dueOn' | 'dueState'>;

/** The state that the clock has an asset in on a day, whether or not an event says so. */
export const stateOn = ({ state, dueOn, dueState }: Clocked, today: string): AssetView['state'] =>
  dueOn !== null && dueState !== null && dueOn <= today ? dueState : state;

/** A row as it is shown on a day. */
export const asOn = (row: AssetView, today: string): AssetView => ({
  ...row,
  state: stateOn(row, today),
});
