import type { ReceivedRequest } from './mount-routes.ts';

/** The four places of a request that can name a broker, as they were received. */
export interface BrokerPlaces {
  readonly query: NamedBroker;
  readonly body: NamedBroker;
  /** The prefix `/b/{brokerName}`. */
  readonly path: string | undefined;
  /** The host name that the client used; from a proxy only where it is trusted. */
  readonly host: string;
}

/** Unchecked: a caller may have sent anything. */
export interface NamedBroker {
  readonly brokerName: unknown;
  readonly brokerCrmName: unknown;
}

export function brokerPlacesOf({ context, query, body }: ReceivedRequest): BrokerPlaces {
  return {
    query: namedIn(query),
    body: namedIn(body),
    path: context.pathBrokerName,
    host: context.request.hostname ?? '',
  };
}

function namedIn(fields: Readonly<Record<string, unknown>>): NamedBroker {
  return { brokerName: read(fields, 'brokerName'), brokerCrmName: read(fields, 'brokerCrmName') };
}

/** `name[]=x` and `name[key]=x` are arrays and objects in the eyes of many clients, so they are no strings here. */
function read(fields: Readonly<Record<string, unknown>>, name: string): unknown {
  if (Object.hasOwn(fields, name)) return fields[name];
  return Object.keys(fields).some((key) => key.startsWith(`${name}[`)) ? [] : undefined;
}
