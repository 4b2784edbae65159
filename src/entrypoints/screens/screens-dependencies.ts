import type { Access } from '../../domain/access/access.ts';
import type { Brokers } from '../../domain/brokers/brokers.ts';
import type { PasswordReset } from '../../domain/password-reset/password-reset.ts';
import type { Payments } from '../../domain/payments/payments.ts';
import type { Trading } from '../../domain/trading/trading.ts';
import type { Users } from '../../domain/users/users.ts';
import type { FormTickets } from '../../http/form-ticket.ts';
import type { PageTickets } from '../../http/page-ticket.ts';
import type { RenderView } from '../../http/render-view.ts';
import type { Translations } from '../../http/translations.ts';

/** What the screens need from outside. */
export interface ScreensDependencies {
  readonly brokers: Brokers;
  readonly users: Users;
  readonly access: Access;
  readonly trading: Trading;
  readonly payments: Payments;
  readonly passwordReset: PasswordReset;
  readonly formTickets: FormTickets;
  readonly pageTickets: PageTickets;
  readonly renderView: RenderView;
  readonly translations: Translations;
}
