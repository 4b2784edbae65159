import type { SimulatedBroker } from '../simulated-broker.ts';
import type { Platform } from './platform.ts';
import { type InputSchema, inputFault } from './schemas.ts';

/** An answer of the simulated platform. */
export interface PlatformReply {
  readonly status: number;
  /** `undefined` is an empty answer. */
  readonly body: object | undefined;
}

/** A call as the table of all calls holds it. */
export interface SimulatedCall extends CallAddress {
  /** Checks token and input and carries the call out. */
  readonly answer: (call: UncheckedCall) => PlatformReply;
}

export interface CallAddress {
  /** The number in the vendor's document. */
  readonly name: string;
  readonly method: 'get' | 'post' | 'put' | 'delete';
  readonly path: string;
  /** Where its input stands. */
  readonly from: 'body' | 'query';
}

export interface UncheckedCall {
  readonly platform: Platform;
  /** The broker of the `webservToken`; `undefined` when the token is not good. */
  readonly broker: SimulatedBroker | undefined;
  readonly input: unknown;
  /** The parameters of the path. */
  readonly path: Readonly<Record<string, unknown>>;
}

/** A call whose input is good. */
export interface OpenCall<Input> extends UncheckedCall {
  readonly input: Input;
}

/** A call whose token is good too. */
export interface ManagerCall<Input> extends OpenCall<Input> {
  readonly broker: SimulatedBroker;
}

/** Describes a call that needs `?token={webservToken}`. */
export function managerCall<Input>(
  address: CallAddress,
  schema: InputSchema<Input>,
  handle: (call: ManagerCall<Input>) => PlatformReply,
): SimulatedCall {
  const { answer } = openCall(address, schema, (call) => {
    if (!call.broker) throw new Error('The token is checked before the input');
    return handle({ ...call, broker: call.broker });
  });
  return {
    ...address,
    answer: (call) => (call.broker ? answer(call) : refuse(401, 'CH_ACCESS_TOKEN_INVALID', 'Bad or missing token')),
  };
}

/** Describes a call that anyone may make. */
export function openCall<Input>(
  address: CallAddress,
  schema: InputSchema<Input>,
  handle: (call: OpenCall<Input>) => PlatformReply,
): SimulatedCall {
  return {
    ...address,
    answer(call) {
      const { value, error } = schema.validate(call.input ?? {}, { convert: address.from === 'query' });
      if (error) return refuse(400, 'INVALID_REQUEST', `Bad or missing ${inputFault(error)}`);
      return handle({ ...call, input: value });
    },
  };
}

export function answerWith(status: number, body?: object): PlatformReply {
  return { status, body };
}

/** An error as the platform words it. */
export function refuse(status: number, errorCode: string, description: string): PlatformReply {
  return { status, body: { error: { errorCode, description } } };
}

/** @returns A refusal when the CRM is not that of the token's broker. */
export function refuseForeignCrm(broker: SimulatedBroker, brokerCrmName: string): PlatformReply | undefined {
  if (brokerCrmName === broker.brokerCrmName) return undefined;
  return refuse(400, 'CH_BROKER_NOT_FOUND', 'The brokerCrmName is not that of this manager');
}

export function refuseUnknownUser(): PlatformReply {
  return refuse(404, 'CH_CTID_USER_NOT_FOUND', 'No such user at this broker');
}

export function refuseUnknownTrader(): PlatformReply {
  return refuse(404, 'TRADER_NOT_FOUND', 'No such trader at this broker');
}
