import {
  approvePledgeAction,
  correctPledge,
  enforcePledge,
  rejectPledgeAction,
} from './pledge-actions.rules.js';
import type { PledgeLifeCommand } from './pledge-life.commands.js';
import {
  amendPledge,
  assignPledge,
  cancelPledgeByOrder,
  demandRelease,
  extendPledge,
  fixClaims,
  lapsePledge,
  subordinatePledge,
} from './pledge-life.rules.js';
import {
  lapsePledgeObjection,
  pursuePledgeObjection,
  raisePledgeObjection,
  withdrawPledgeObjection,
} from './pledge-objections.rules.js';
import type { TitleEvent } from './title.events.js';
import type { Title } from './title.state.js';

const pledgeLifeCommands: Readonly<Record<PledgeLifeCommand['type'], true>> = {
  AmendPledge: true,
  ExtendPledge: true,
  AssignPledge: true,
  SubordinatePledge: true,
  FixClaims: true,
  DemandRelease: true,
  RaisePledgeObjection: true,
  PursuePledgeObjection: true,
  WithdrawPledgeObjection: true,
  LapsePledgeObjection: true,
  CancelPledgeByOrder: true,
  LapsePledge: true,
  EnforcePledge: true,
  CorrectPledge: true,
  ApprovePledgeAction: true,
  RejectPledgeAction: true,
};

export const isPledgeLifeCommand = (command: {
  readonly type: string;
}): command is PledgeLifeCommand => Object.hasOwn(pledgeLifeCommands, command.type);

/** The rule for each command of a pledge's life. */
export const pledgeLifeRule = (command: PledgeLifeCommand, title: Title): readonly TitleEvent[] => {
  switch (command.type) {
    case 'AmendPledge':
      return amendPledge(command, title);
    case 'ExtendPledge':
      return extendPledge(command, title);
    case 'AssignPledge':
      return assignPledge(command, title);
    case 'SubordinatePledge':
      return subordinatePledge(command, title);
    case 'FixClaims':
      return fixClaims(command, title);
    case 'DemandRelease':
      return demandRelease(command, title);
    case 'RaisePledgeObjection':
      return raisePledgeObjection(command, title);
    case 'PursuePledgeObjection':
      return pursuePledgeObjection(command, title);
    case 'WithdrawPledgeObjection':
      return withdrawPledgeObjection(command, title);
    case 'LapsePledgeObjection':
      return lapsePledgeObjection(command, title);
    case 'CancelPledgeByOrder':
      return cancelPledgeByOrder(command, title);
    case 'LapsePledge':
      return lapsePledge(command, title);
    case 'EnforcePledge':
      return enforcePledge(command, title);
    case 'CorrectPledge':
      return correctPledge(command, title);
    case 'ApprovePledgeAction':
      return approvePledgeAction(command, title);
    case 'RejectPledgeAction':
      return rejectPledgeAction(command, title);
  }
};
