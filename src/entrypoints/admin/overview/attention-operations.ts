import type { AdminDependencies } from '../admin-dependencies.ts';
import type { StaffOperation } from '../admin-operation.ts';
import { createLogChecks } from '../logs/log-checks.ts';
import { showCheck } from '../logs/show-logs.ts';
import { noFields } from '../schemas.ts';
import { findAttention } from './find-attention.ts';
import { attentionList, brokenLogList } from './schemas.ts';

export interface AttentionOperations {
  readonly getAttention: StaffOperation;
  readonly listBrokenLogs: StaffOperation;
}

const described = {
  method: 'GET',
  tag: 'Overview',
  effect: { kind: 'read' },
  errors: [],
  request: { params: noFields, query: noFields, body: noFields },
} as const;

export function attentionOperations(dependencies: AdminDependencies): AttentionOperations {
  const checks = createLogChecks(dependencies.expiring);
  const { brokers } = dependencies;
  return {
    getAttention: {
      ...described,
      operationId: 'getAttention',
      path: '/attention',
      summary: 'What waits for somebody, at the white labels in your reach',
      access: { kind: 'reach', permission: 'statistics:read', stepUp: false },
      response: { status: 200, schema: attentionList, description: 'The most urgent first; empty where all is well' },
      handle: async (call) => ({ body: { items: await findAttention(dependencies, call) } }),
    },
    listBrokenLogs: {
      ...described,
      operationId: 'listBrokenLogs',
      path: '/broken-logs',
      summary: 'Logs in your reach that were found broken when they were last verified',
      access: { kind: 'reach', permission: 'audit:read', stepUp: false },
      response: { status: 200, schema: brokenLogList, description: 'Empty where none was' },
      async handle({ member, reaches }) {
        const broken = await checks.listBroken();
        const reached = broken.filter(({ brokerName }) => {
          if (brokerName === null) return member.reach.kind === 'everything';
          const broker = brokers.find(brokerName);
          return broker !== undefined && reaches(broker);
        });
        const items = reached.map(({ log, brokerName, ...check }) => ({
          ...{ id: `${log}-${brokerName ?? 'bridge'}`, log, brokerName, check: showCheck(check) },
        }));
        return { body: { items } };
      },
    },
  };
}
