import type { ApiKeys } from '../domain/api-keys/api-keys.ts';
import { type Applications, createApplications } from '../domain/applications/applications.ts';
import {
  createDeveloperRegistrations,
  type DeveloperRegistrations,
} from '../domain/developer-registrations/developer-registrations.ts';
import type { IssueKeys } from '../domain/developer-registrations/developer-registrations-dependencies.ts';
import type { Events } from '../domain/events/events.ts';
import type { Users } from '../domain/users/users.ts';
import { PUBLISHABLE_KEY_SCOPES } from '../lib/api-key-scopes.ts';
import type { Parts } from './open-parts.ts';

/** How traders and developers become known. */
export interface Onboarding {
  readonly applications: Applications;
  readonly developerRegistrations: DeveloperRegistrations;
}

interface Known {
  readonly users: Users;
  readonly events: Events;
  readonly apiKeys: ApiKeys;
}

export function createOnboarding(parts: Parts, { users, events, apiKeys }: Known): Onboarding {
  const { storage, settings, clock, createRateLimiter } = parts;
  return {
    applications: createApplications({ store: storage.applications, users, events, clock }),
    developerRegistrations: createDeveloperRegistrations({
      ...{ store: storage.developerRegistrations, expiring: storage.expiring, events, createRateLimiter, clock },
      issueKeys: settings.mode === 'production' ? null : createIssueKeys(apiKeys),
    }),
  };
}

/** Both of the white label alone. What a publishable key may not do is left to the secret one. */
function createIssueKeys(apiKeys: ApiKeys): IssueKeys {
  return async ({ brokerName }, { company, scopes }) => {
    const home = { kind: 'broker', brokerName } as const;
    const name = `UAT: ${company}`.slice(0, 100).toWellFormed();
    const publishable = await apiKeys.create({
      ...{ home, name, kind: 'publishable' },
      scopes: scopes.filter((scope) => PUBLISHABLE_KEY_SCOPES.includes(scope)),
    });
    const { key, text, secret } = await apiKeys.create({ home, name, scopes });
    return {
      publishable: { id: publishable.key.id, key: publishable.text },
      secret: { id: key.id, key: text, secret: secret ?? '' },
      expiresAtMs: key.expiresAtMs,
    };
  };
}
