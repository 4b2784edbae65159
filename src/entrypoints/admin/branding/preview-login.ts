import type { Branding } from '../../../domain/brokers/broker.ts';

/** What the log-in screen of a white label depends on, as far as it is tried out. */
export interface LoginDraft {
  readonly brokerName: string;
  readonly displayName: string;
  readonly branding: Branding;
  readonly defaultLanguage: string;
  readonly languages: readonly string[];
  readonly language: string;
  readonly theme: 'light' | 'dark';
}

/** The real log-in screen, whole in one page, so that it shows what nothing serves yet; nothing in it leads anywhere. */
export type PreviewLogin = (draft: LoginDraft) => string;
