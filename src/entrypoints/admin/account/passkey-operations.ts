import type { Passkey } from '../../../domain/passkeys/passkey.ts';
import { BridgeError } from '../../../errors/bridge-error.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { OwnOperation, StaffCall } from '../admin-operation.ts';
import { noInput } from '../schemas.ts';
import { shownQuestion } from '../session/passkey-operations.ts';
import { passkeyQuestion } from '../session/schemas.ts';
import { newPasskey, ofPasskey, passkeyLabel, shownPasskey } from './schemas.ts';
import { showPasskey } from './show-account.ts';

const ofOne = { ...noInput, params: ofPasskey };
const tag = 'Account';
const because = 'it is the caller’s own account';
const proven = { kind: 'own', because, stepUp: true } as const;

export interface PasskeyOperations {
  readonly beginPasskey: OwnOperation;
  readonly addPasskey: OwnOperation;
  readonly renamePasskey: OwnOperation;
  readonly removePasskey: OwnOperation;
}

/** Keys in the member's devices. */
export function passkeyOperations(dependencies: AdminDependencies): PasskeyOperations {
  return { ...addOperations(dependencies), ...changeOperations(dependencies) };
}

function addOperations({ staff }: AdminDependencies): Pick<PasskeyOperations, 'beginPasskey' | 'addPasskey'> {
  return {
    beginPasskey: {
      operationId: 'beginPasskey',
      method: 'POST',
      path: '/account/passkeys/question',
      tag,
      summary: 'Add a passkey: the question to the device',
      access: proven,
      effect: { kind: 'read' },
      request: noInput,
      response: { status: 200, schema: passkeyQuestion, description: 'What the device is to be asked' },
      errors: ['passkeys_unavailable', 'passkeys_too_many'],
      handle: async ({ member }) => ({ body: shownQuestion(await staff.passkeys.beginRegistration(member.id)) }),
    },
    addPasskey: {
      operationId: 'addPasskey',
      method: 'POST',
      path: '/account/passkeys',
      tag,
      summary: 'Add a passkey: the answer of the device',
      access: proven,
      effect: { kind: 'change', action: 'account.add-passkey' },
      request: { ...noInput, body: newPasskey },
      response: { status: 201, schema: shownPasskey, description: 'The passkey' },
      errors: [
        'passkey_label_invalid',
        'passkey_ceremony_expired',
        'passkey_refused',
        'passkey_exists',
        'passkeys_too_many',
        'passkeys_unavailable',
      ],
      handle: async ({ member, body }) => {
        const passkey = await staff.passkeys.finishRegistration(member.id, body.response, String(body.label));
        return { body: showPasskey(passkey), changed: [noted(passkey.id, null, passkey.label)] };
      },
    },
  };
}

function changeOperations({ staff }: AdminDependencies): Pick<PasskeyOperations, 'renamePasskey' | 'removePasskey'> {
  /** @throws `passkey_unknown` */
  async function find({ member, params }: StaffCall): Promise<Passkey> {
    const passkey = (await staff.passkeys.list(member.id)).find(({ id }) => id === params.passkeyId);
    if (!passkey) throw new BridgeError('passkey_unknown');
    return passkey;
  }

  return {
    renamePasskey: {
      operationId: 'renamePasskey',
      method: 'PATCH',
      path: '/account/passkeys/:passkeyId',
      tag,
      summary: 'Call a passkey something else',
      access: { kind: 'own', because, stepUp: false },
      effect: { kind: 'change', action: 'account.rename-passkey' },
      request: { ...ofOne, body: passkeyLabel },
      response: { status: 200, schema: shownPasskey, description: 'The passkey as it is now' },
      errors: ['passkey_unknown', 'passkey_label_invalid'],
      handle: async (call) => {
        const before = await find(call);
        await staff.passkeys.rename(call.member.id, before.id, String(call.body.label));
        const after = await find(call);
        const isSame = before.label === after.label;
        return { body: showPasskey(after), changed: isSame ? [] : [noted(after.id, before.label, after.label)] };
      },
    },
    removePasskey: {
      operationId: 'removePasskey',
      method: 'DELETE',
      path: '/account/passkeys/:passkeyId',
      tag,
      summary: 'Remove a passkey',
      description: 'The recovery codes go with it, where it is the last second factor.',
      access: proven,
      effect: { kind: 'change', action: 'account.remove-passkey' },
      request: ofOne,
      response: { status: 204, schema: null, description: 'It signs nobody in any more' },
      errors: ['passkey_unknown'],
      handle: async (call) => {
        const { id, label } = await find(call);
        await staff.passkeys.remove(call.member.id, id);
        return { changed: [noted(id, label, null)] };
      },
    },
  };
}

function noted(id: string, before: string | null, after: string | null) {
  return { target: { type: 'passkey', id }, changes: [{ field: 'label', before, after }] };
}
