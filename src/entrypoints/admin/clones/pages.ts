import type { RouteReply } from '../../../http/route.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { AdminPage, Attempt, StaffPageCall } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import { faultsOf, linesOf, messageAbove, noFaults } from '../page/form-input.ts';
import { sentenceOf } from '../white-labels/show-settings-form.ts';
import { addressOfWhiteLabel, whiteLabelCrumbs } from '../white-labels/tabs.ts';
import { findShown, type ShownWhiteLabel } from '../white-labels/white-label-page.ts';
import { cloneForm, readCloneForm } from './clone-form.ts';

type Refused = Extract<Attempt, { kind: 'refused' }>;

const PATH = '/admin/white-labels/:brokerName/clone';
const FIELDS = ['brokerName', 'displayName', 'brokerCrmName', 'hosts', 'managerLogin', 'managerPassword'];

/** A new white label with the settings of another. */
export function clonePages(dependencies: AdminDependencies, operations: AdminOperations): AdminPage[] {
  return [
    { method: 'GET', path: PATH, access: 'staff', handle: (call) => ask(call, operations) },
    { method: 'POST', path: PATH, access: 'staff', handle: (call) => clone(call, operations) },
    {
      method: 'GET',
      path: `${PATH}/check`,
      access: 'staff',
      handle: (call) => checkTyped(call, dependencies, operations),
    },
  ];
}

async function ask(call: StaffPageCall, { whiteLabels }: AdminOperations, refused?: Refused): Promise<RouteReply> {
  const model = await findShown(call, whiteLabels);
  const { items } = (await call.run(whiteLabels.listCrms, { params: {} })).body as { readonly items: readonly Crm[] };
  const crms = items.filter(({ isWhole }) => isWhole);
  const address = addressOfWhiteLabel(model.id, '/clone');
  const faultOf = refused ? faultsOf(refused) : noFaults;
  const entered = refused ? call.form : undefined;
  return call.show({
    view: 'clones/form',
    title: `Clone ${model.settings.displayName}`,
    lead: 'A new white label that is set to the same. From then on each goes its own way.',
    section: 'white-labels',
    crumbs: whiteLabelCrumbs(model.id, model.settings.displayName),
    status: refused?.status ?? 200,
    data: {
      canClone: crms.length > 0 && call.viewer.can('white-labels:create'),
      copied: copiedOf(model),
      form: {
        ...{ action: address, submit: 'Create the copy', cancel: addressOfWhiteLabel(model.id) },
        groups: cloneForm({ model, crms, entered, faultOf, checkAt: `${address}/check` }),
        error: refused && messageAbove(refused, FIELDS),
      },
    },
  });
}

interface Crm {
  readonly id: string;
  readonly displayName: string;
  readonly isWhole: boolean;
}

/** What the copy gets, at a glance. */
function copiedOf({ settings }: ShownWhiteLabel) {
  const { platform, screens, branding, payments, accountOffers, agreements, whiteLabelOf } = settings;
  const brand = [branding.logoLight && 'logo', branding.accentLight, branding.legalEntity].filter(Boolean).join(', ');
  const cashiers = { sandbox: 'the sandbox’s', redirect: 'the broker’s own page', off: 'none' };
  return [
    { term: 'Platform', value: { code: platform.baseUrl } },
    { term: 'Branding', value: brand === '' ? 'none of its own' : brand },
    { term: 'Success URL', value: { code: screens.successUrl } },
    { term: 'Languages', value: screens.languages.join(', ') },
    { term: 'Accounts on offer', value: String(accountOffers.length) },
    { term: 'Cashier', value: cashiers[payments.cashier.kind] },
    { term: 'Agreements', value: String(agreements.length) },
    ...(whiteLabelOf === null ? [] : [{ term: 'White label of', value: whiteLabelOf, note: 'on the same CRM alone' }]),
  ];
}

async function clone(call: StaffPageCall, operations: AdminOperations): Promise<RouteReply> {
  const body = readCloneForm(call.form);
  const attempt = await call.attempt(operations.clones.cloneWhiteLabel, { body, isTyped: true });
  if (attempt.kind === 'refused') return ask(call, operations, attempt);
  const { id, platformPassword, cashierSecret, settings } = attempt.reply.body as Cloned;
  const cashier = cashierSecret === null ? [] : [{ label: 'Secret of the cashier', value: cashierSecret }];
  return call.show({
    view: 'integrations/secret',
    title: `${settings.displayName} is there`,
    lead: settings.enabled ? 'It can be used at once.' : 'It is switched off until you switch it on.',
    section: 'white-labels',
    crumbs: whiteLabelCrumbs(id, settings.displayName),
    data: {
      secret: {
        title: 'Its secrets',
        secrets: [{ label: 'Platform password (call 4.1)', value: platformPassword }, ...cashier],
        next: addressOfWhiteLabel(id),
      },
    },
  });
}

interface Cloned extends ShownWhiteLabel {
  readonly platformPassword: string;
  readonly cashierSecret: string | null;
}

/** What is typed into one field: where it leads, or what is wrong with it. The field's own name says which it is. */
async function checkTyped(
  call: StaffPageCall,
  { publicUrl }: AdminDependencies,
  { clones }: AdminOperations,
): Promise<RouteReply> {
  const { crm = '', brokerName, hosts } = call.query;
  const { brokerName: model = '' } = call.params;
  const typed = brokerName === undefined ? { hosts: linesOf(hosts) } : { brokerName: brokerName.trim() };
  const body = { brokerName: STAND_IN, managerPassword: STAND_IN, brokerCrmName: crm, ...typed };
  const attempt = await call.attempt(clones.checkClone, { params: { brokerName: model }, body, isTyped: true });
  const data = attempt.kind === 'refused' ? {} : outcomeOf(attempt.reply.body as Checked, publicUrl, typed);
  return call.show({ view: 'white-labels/address', title: 'Check', section: 'white-labels', data });
}

/** Good for what is not typed yet. */
const STAND_IN = 'stands-in-for-what-is-not-typed-yet';

interface Checked {
  readonly faults: readonly { readonly field: string; readonly reason: string }[];
}

function outcomeOf(
  { faults }: Checked,
  publicUrl: string,
  typed: { readonly hosts?: readonly string[]; readonly brokerName?: string },
): object {
  const { brokerName = '', hosts: [host] = [] } = typed;
  if (brokerName === '' && host === undefined) return {};
  const name = brokerName === '' ? 'hosts' : 'brokerName';
  const fault = faults.find(({ field }) => field === name);
  if (fault) return { fault: sentenceOf(fault.reason) };
  return { address: name === 'hosts' ? `https://${host}/auth/login` : `${publicUrl}/b/${brokerName}/auth/login` };
}
