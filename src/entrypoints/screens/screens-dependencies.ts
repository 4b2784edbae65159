import type { Access } from '../../domain/access/access.ts';
import type { AppRequests } from '../../domain/access/app-requests.ts';
import type { Agreements } from '../../domain/agreements/agreements.ts';
import type { Brokers } from '../../domain/brokers/brokers.ts';
import type { EmailChange } from '../../domain/email-change/email-change.ts';
import type { Kyc } from '../../domain/kyc/kyc.ts';
import type { LinkToScreen } from '../../domain/mail/mail-backend.ts';
import type { PasswordChange } from '../../domain/password-change/password-change.ts';
import type { PasswordReset } from '../../domain/password-reset/password-reset.ts';
import type { Payments } from '../../domain/payments/payments.ts';
import type { Trading } from '../../domain/trading/trading.ts';
import type { Users } from '../../domain/users/users.ts';
import type { FormTickets } from '../../http/form-ticket.ts';
import type { PageTickets } from '../../http/page-ticket.ts';
import type { RenderView } from '../../http/render-view.ts';
import type { Translations } from '../../http/translations.ts';
import type { BrandAssets } from './brand/brand-assets.ts';

/** What the screens need from outside. */
export interface ScreensDependencies {
  readonly brokers: Brokers;
  readonly users: Users;
  readonly access: Access;
  readonly trading: Trading;
  readonly agreements: Agreements;
  readonly payments: Payments;
  readonly kyc: Kyc;
  readonly passwordReset: PasswordReset;
  readonly passwordChange: PasswordChange;
  readonly emailChange: EmailChange;
  /** Apps that wait for a trader; the issuers keep them. */
  readonly appRequests: AppRequests;
  /** Absolute addresses of our screens, for others to lead back to. */
  readonly linkTo: LinkToScreen;
  readonly publicUrl: string;
  readonly formTickets: FormTickets;
  readonly pageTickets: PageTickets;
  readonly renderView: RenderView;
  readonly brandAssets: BrandAssets;
  readonly translations: Translations;
}
