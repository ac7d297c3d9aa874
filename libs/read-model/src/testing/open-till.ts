import type { TillEvent } from '@ledger/event-store/testing/till.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { PositionColumn } from '../columns.js';
import type { RowFold } from '../projection.js';

/** One row per open till; locking a till removes its row, unlocking it starts an empty one. */
@Entity({ schema: 'read', name: 'open_till' })
export class OpenTillView {
  @PrimaryColumn('text') till!: string;
  @Column('integer') coins!: number;
  @Column('text', { name: 'last_note', nullable: true }) lastNote!: string | null;
  @Column('jsonb') movements!: readonly number[];
  @Column('text', { array: true }) types!: readonly string[];
  @PositionColumn({ name: 'last_position' }) lastPosition!: number;
}

type Row = Omit<OpenTillView, 'lastPosition'>;

export const openTillFold: RowFold<TillEvent, OpenTillView> = {
  name: 'open-till',
  categories: ['till'],
  table: OpenTillView,
  key: 'till',
  keysOf: ({ stream }) => [stream],
  evolve: (row, event, till): Row | undefined => {
    const { coins, movements, types, lastNote } = row ?? emptyRow;
    switch (event.type) {
      case 'CoinsPut': {
        const { coins: more, note = null } = event.data;
        return {
          ...{ till, coins: coins + more, lastNote: note ?? lastNote },
          ...{ movements: [...movements, more], types: [...types, event.type] },
        };
      }
      case 'CoinsTaken': {
        const { coins: less } = event.data;
        return {
          ...{ till, coins: coins - less, lastNote },
          ...{ movements: [...movements, -less], types: [...types, event.type] },
        };
      }
      case 'TillLocked':
        return undefined;
      case 'TillUnlocked':
        return { ...emptyRow, till };
    }
  },
};

const emptyRow = { coins: 0, lastNote: null, movements: [], types: [] };
