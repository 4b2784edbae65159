import { STAFF_ROLE_NAMES, type StaffRole } from '../../../lib/staff-permissions.ts';
import { type FaultOf, noFaults } from '../page/form-input.ts';
import type { ChosenReach, ReachChoices } from './reach-form.ts';

/** What the form about a member holds. */
export interface MemberValues {
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly reach: ChosenReach;
}

/** What the domain names, and what the API does. */
export const MEMBER_FIELDS = ['email', 'name', 'role', 'reach'];

const ROLES: Readonly<Record<StaffRole, string>> = {
  owner: 'Owner: everything, members of staff too',
  admin: 'Admin: sets white labels up, keys and payments',
  support: 'Support: helps traders, ends their sessions',
  auditor: 'Auditor: sees everything, changes nothing',
};

/** @param choices - What can be given. @param isNew - Whether the email address is asked for. */
export function memberForm(values: MemberValues, choices: ReachChoices, isNew: boolean, faultOf: FaultOf = noFaults) {
  const email = { name: 'email', label: 'Email', type: 'email', value: values.email, error: faultOf('email') };
  return {
    person: [
      ...(isNew ? [{ ...email, isRequired: true, autocomplete: 'off', hint: 'They sign in with it.' }] : []),
      {
        name: 'name',
        label: 'Name',
        value: values.name,
        error: faultOf('name'),
        isRequired: true,
        autocomplete: 'off',
      },
      {
        ...{
          name: 'role',
          label: 'Role',
          type: 'select',
          value: values.role,
          error: faultOf('role'),
          isRequired: true,
        },
        options: STAFF_ROLE_NAMES.map((value) => ({ value, label: ROLES[value] })),
      },
    ],
    reach: { ...values.reach, choices: withKept(choices, values.reach), error: faultOf('reach') },
  };
}

/** What a member reaches already can be kept, also where it is not on the list of who looks. */
function withKept(choices: ReachChoices, { crms, brokers }: ChosenReach) {
  const missing = (list: ReachChoices['crms'], names: readonly string[]) =>
    names.filter((name) => !list.some(({ id }) => id === name)).map((id) => ({ id, displayName: id }));
  const { whiteLabels } = choices;
  return {
    everything: choices.everything,
    crms: [...choices.crms, ...missing(choices.crms, crms)],
    whiteLabels: whiteLabels && [...whiteLabels, ...missing(whiteLabels, brokers)],
  };
}
