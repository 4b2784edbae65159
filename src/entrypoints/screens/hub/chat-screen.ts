import type { InappPage } from '../in-app/inapp-page.ts';
import { inappScreen } from '../in-app/inapp-screen.ts';
import { renderPage } from '../page/render-page.ts';
import type { Screen } from '../page/screen.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';

/** How the white label's support is reached. */
export function chatScreen(dependencies: ScreensDependencies): Screen {
  const page: InappPage = {
    action: 'chat',
    path: '/inapp/chat',
    title: 'chat.title',
    summary: {
      open: 'How to reach the support, opened by the one-time token of call 4.4',
      submit: 'Nothing',
    },
    openErrors: [],
    formErrors: [],
    endErrors: [],
    open: () => ({}),
    render: (broker, received) =>
      renderPage(dependencies, broker, received, {
        view: 'chat',
        title: 'chat.title',
        closable: true,
        data: { support: broker.branding.support },
      }),
  };
  return inappScreen(dependencies, page);
}
