import joi from 'joi';
import { decodeCursor, toPage } from '../../../http/page-cursor.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { StaffCall, StaffOperation, WhiteLabelOperation } from '../admin-operation.ts';
import { noFields, ofWhiteLabel } from '../schemas.ts';
import { agreementPage, agreementsOfWhiteLabel, overviewQuery } from './schemas.ts';
import { listAgreements, showAgreements } from './show-agreements.ts';

const tag = 'Agreements';
const access = { kind: 'white-label', permission: 'agreements:read', stepUp: false } as const;

export interface AgreementReading {
  readonly list: StaffOperation;
  readonly get: WhiteLabelOperation;
}

export function agreementReads(dependencies: AdminDependencies): AgreementReading {
  const { agreements } = dependencies;
  return {
    list: {
      ...{ operationId: 'listAgreements', method: 'GET', path: '/agreements', tag },
      summary: 'Agreements of all white labels in your reach, by the name of the white label',
      access: { ...access, kind: 'reach' },
      effect: { kind: 'read' },
      request: { params: noFields, query: overviewQuery, body: noFields },
      response: { status: 200, schema: agreementPage, description: 'A page of agreements' },
      errors: [],
      handle: async (call) => ({ body: listPage(dependencies, call) }),
    },
    get: {
      ...{ operationId: 'getAgreements', method: 'GET', path: '/white-labels/:brokerName/agreements', tag },
      summary:
        'Everything that traders of a white label have to agree to, in all versions, with the signatures counted',
      access,
      effect: { kind: 'read' },
      request: { params: ofWhiteLabel, query: noFields, body: noFields },
      response: { status: 200, schema: agreementsOfWhiteLabel, description: 'All agreements' },
      errors: [],
      async handle({ broker }) {
        const counts = await agreements.countSigned(broker);
        const { defaultLanguage, languages } = broker.screens;
        const shown = showAgreements(broker, agreements.list(broker), counts);
        return { body: { id: broker.brokerName, defaultLanguage, languages, agreements: shown } };
      },
    },
  };
}

/** They are settings of white labels, which are all in memory. */
function listPage({ brokers, agreements }: AdminDependencies, call: StaffCall) {
  const { q = '', brokerName = '', cursor, limit } = call.query;
  const text = String(q).toLowerCase();
  const last = decodeCursor<string>(cursor, joi.string().max(300));
  const found = brokers
    .list()
    .filter((broker) => broker.agreements.length > 0 && (brokerName === '' || broker.brokerName === brokerName))
    .filter((broker) => call.reaches(broker))
    .flatMap((broker) => listAgreements(broker, agreements.list(broker)))
    .filter((one) => [one.id, one.brokerName, one.title].some((name) => name.toLowerCase().includes(text)))
    .sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
  const rest = last === undefined ? found : found.filter((one) => placeOf(one) > last);
  return toPage(rest, Number(limit), (one) => one, placeOf);
}

/** No name of a white label holds a blank. */
function placeOf({ brokerName, id }: { readonly brokerName: string; readonly id: string }): string {
  return `${brokerName} ${id}`;
}
