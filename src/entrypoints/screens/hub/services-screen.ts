import type { InappPage } from '../in-app/inapp-page.ts';
import { inappScreen } from '../in-app/inapp-screen.ts';
import type { Screen } from '../page/screen.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { leadToService } from './lead-to-service.ts';
import { servicesPage } from './services-page.ts';

/** The generic action: everything else that a trader can do, on one page. */
export function servicesScreen(dependencies: ScreensDependencies): Screen {
  const page: InappPage = {
    action: 'action',
    path: '/inapp/action',
    title: 'services.title',
    summary: {
      open: 'The trader’s accounts and everything that can be done, opened by the one-time token of call 4.4',
      submit: 'Leads to the screen of a service with a one-time token of its own',
    },
    openErrors: ['page_expired'],
    formErrors: ['parameter_invalid'],
    endErrors: ['account_unknown'],
    opensBySession: true,
    open: () => ({}),
    render: (broker, received, ticket, error) => servicesPage(dependencies, broker, received, ticket, error),
    submit: (call, ticket) => leadToService(dependencies, call, ticket),
  };
  return inappScreen(dependencies, page);
}
