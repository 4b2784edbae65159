import type { AdminSamples } from '../support/admin-sample.ts';
import { ofNothing } from '../support/admin-sample.ts';

export const settingsSamples: AdminSamples = {
  getSettings: ofNothing,
  getHealth: ofNothing,
  listWhiteLabelHealth: ofNothing,
  getBacklogs: ofNothing,
};
