import type { Broker } from '../../../domain/brokers/broker.ts';
import type { BridgeError } from '../../../errors/bridge-error.ts';
import type { RouteReply } from '../../../http/route.ts';
import { LOGIN_PAGE } from '../login/login-form.ts';
import { isForSupport } from '../page/is-for-support.ts';
import { type PageContent, renderPage } from '../page/render-page.ts';
import type { ScreenRequest } from '../page/screen-request.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { addressOfOtherForm, addressOfSignUp, addressOfStep, type SignUpStep, stepsOnTheWay } from './sign-up-steps.ts';

/** What one step says, apart from what all steps have. */
export interface StepContent extends Pick<PageContent, 'view' | 'fields' | 'typed' | 'data'> {
  readonly step: SignUpStep;
  /** Names what was entered so far; empty at the first step. */
  readonly pendingId: string;
  /** The step before. */
  readonly back?: SignUpStep;
  readonly error?: BridgeError | undefined;
}

/** A step of the sign-up, with where it stands among the others. */
export function signUpPage(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: ScreenRequest,
  { step, pendingId, back, data, ...content }: StepContent,
): RouteReply {
  const { originalUrl } = received.context.request;
  const steps = stepsOnTheWay(broker, step, dependencies.agreements.areInForce(broker));
  return renderPage(dependencies, broker, received, {
    title: 'signUp.title',
    showReference: content.error !== undefined && isForSupport(content.error),
    ...content,
    data: {
      ...data,
      pendingId,
      steps,
      isLast: steps.at(-1)?.name === step,
      ticket: dependencies.formTickets.issue(LOGIN_PAGE, broker.brokerName),
      stepAddress: addressOfStep(originalUrl, step),
      backAddress: back && pendingId !== '' ? addressOfSignUp(originalUrl, back, pendingId) : '',
      logInAddress: addressOfOtherForm(originalUrl, false),
    },
  });
}
