import type { TransferApplicationCommand } from './disposal.commands.js';
import type { CommandOf } from './title.commands.js';
import type { TitleEvent } from './title.events.js';
import type { Title } from './title.js';
import {
  approveTransfer,
  joinTransfer,
  turnTransferDown,
  withdrawTransfer,
} from './transfer-applications.rules.js';
import { moveRight } from './transfers.rules.js';

type TransferCommand =
  CommandOf<'TransferRight'> | CommandOf<'TransferByOrder'> | TransferApplicationCommand;

const transferCommands: Readonly<Record<TransferCommand['type'], true>> = {
  TransferRight: true,
  TransferByOrder: true,
  JoinTransfer: true,
  WithdrawTransfer: true,
  ApproveTransfer: true,
  TurnTransferDown: true,
};

export const isTransferCommand = (command: { readonly type: string }): command is TransferCommand =>
  Object.hasOwn(transferCommands, command.type);

/** The rule for each command that moves a right, or applies for that. */
export const transferRule = (command: TransferCommand, title: Title): readonly TitleEvent[] => {
  switch (command.type) {
    case 'TransferRight':
    case 'TransferByOrder':
      return moveRight(command, title);
    case 'JoinTransfer':
      return joinTransfer(command, title);
    case 'WithdrawTransfer':
      return withdrawTransfer(command, title);
    case 'ApproveTransfer':
      return approveTransfer(command, title);
    case 'TurnTransferDown':
      return turnTransferDown(command, title);
  }
};
