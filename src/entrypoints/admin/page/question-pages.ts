import type { RouteReply } from '../../../http/route.ts';
import type { AdminOperation, AdminReply } from '../admin-operation.ts';
import type { AdminPage, PageInput, StaffPageCall } from '../admin-page.ts';
import type { ConsoleSectionId } from './console-sections.ts';
import { type FaultOf, faultsOf, messageAbove, noFaults } from './form-input.ts';
import type { Crumb } from './render-page.ts';

/** What is asked before something is done that cannot simply be taken back. */
export interface Question {
  readonly title: string;
  readonly text: string;
  /** Words of the button that does it. */
  readonly submit: string;
  /** Where who does not want to goes. */
  readonly cancel: string;
  readonly crumbs: readonly Crumb[];
  readonly fields?: readonly QuestionField[];
  /** What goes along with the form, such as what was seen when it was made. */
  readonly hidden?: Readonly<Record<string, string>>;
}

export interface QuestionField {
  readonly name: string;
  readonly label: string;
  readonly type?: string;
  readonly value?: string;
  readonly [more: string]: unknown;
}

export interface QuestionPages {
  /** Of the page that asks, and of the form that does it. */
  readonly path: string;
  readonly section: ConsoleSectionId;
  readonly operation: AdminOperation;
  /** Finds what it is about; whatever is unknown or out of reach ends here. */
  readonly ask: (call: StaffPageCall) => Promise<Question>;
  /** What the operation takes; nothing when left out. */
  readonly inputOf?: (call: StaffPageCall) => PageInput;
  readonly done: (call: StaffPageCall, reply: AdminReply) => RouteReply;
}

/** The page that asks, for who has no script or was refused, and what its form does. */
export function questionPages({ path, section, operation, ask, inputOf, done }: QuestionPages): AdminPage[] {
  function show(call: StaffPageCall, question: Question, faultOf: FaultOf, error?: string, status = 200) {
    const { title, crumbs, fields = [], ...rest } = question;
    const filled = fields.map((field) => ({
      ...field,
      value: call.form[field.name] ?? field.value,
      error: faultOf(field.name),
    }));
    const data = { question: { ...rest, fields: filled, error } };
    return call.show({ view: 'integrations/question', title, section, crumbs, status, data });
  }

  return [
    {
      method: 'GET',
      path,
      access: 'staff',
      asksFor: operation,
      handle: async (call) => show(call, await ask(call), noFaults),
    },
    {
      method: 'POST',
      path,
      access: 'staff',
      async handle(call) {
        const attempt = await call.attempt(operation, inputOf?.(call));
        if (attempt.kind === 'done') return done(call, attempt.reply);
        const question = await ask(call);
        const names = (question.fields ?? []).map(({ name }) => name);
        return show(call, question, faultsOf(attempt), messageAbove(attempt, names), attempt.status);
      },
    },
  ];
}

/** The same question in a dialog of another page. */
export function dialogOf(
  id: string,
  href: string,
  opener: string,
  { title, text, submit, fields = [], hidden = {} }: Question,
) {
  const apart = fields.map((field) => ({ ...field, id: `${id}-${field.name}` }));
  return { id, href, opener, title, text, submit, action: href, fields: apart, hidden };
}
