import type { AdminStage } from './admin-stage.ts';

/** Where sample calls find themselves: a bridge with the sandbox's seed. */
export interface AdminScene extends AdminStage {
  /** What every sample is about; it is of `tradingtech_crm`. */
  readonly brokerName: 'tradingtech_main';
}

export interface AdminInput {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly ifMatch?: string;
}

/** A call that the owner makes with success. What it needs it makes for itself, so that each can be made again and again. */
export type AdminSample = (scene: AdminScene) => AdminInput | Promise<AdminInput>;

/** By `operationId`. */
export type AdminSamples = Readonly<Record<string, AdminSample>>;

/** For operations whose path is `…/:brokerName` and that need nothing else. */
export const ofBroker: AdminSample = ({ brokerName }) => ({ params: { brokerName } });
export const ofNothing: AdminSample = () => ({});
