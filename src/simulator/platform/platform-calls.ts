import { acceptAgreement } from './accept-agreement.ts';
import { changeBalance } from './change-balance.ts';
import { changeEmail } from './change-email.ts';
import { createTrader } from './create-trader.ts';
import { createUser } from './create-user.ts';
import { findUserId } from './find-user-id.ts';
import { getManagerToken } from './get-manager-token.ts';
import { linkTrader } from './link-trader.ts';
import { logOut } from './log-out.ts';
import { redeemHandOffToken } from './redeem-hand-off-token.ts';
import { deleteReferral, getReferral, setReferral } from './referral.ts';
import { setRibbons } from './set-ribbons.ts';
import type { SimulatedCall } from './simulated-call.ts';

/** All calls that the simulated platform answers. */
export const PLATFORM_CALLS: readonly SimulatedCall[] = [
  getManagerToken,
  createUser,
  createTrader,
  linkTrader,
  changeBalance,
  setReferral,
  getReferral,
  deleteReferral,
  setRibbons,
  changeEmail,
  findUserId,
  logOut,
  acceptAgreement,
  redeemHandOffToken,
];
