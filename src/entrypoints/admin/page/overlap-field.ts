import type { QuestionField } from './question-pages.ts';

const OVERLAPS = [
  { value: '86400', label: 'works for another day' },
  { value: '3600', label: 'works for another hour' },
  { value: '604800', label: 'works for another week' },
  { value: '0', label: 'ends now' },
];

/** How long what is rotated goes on working. @param label - What of now that is. */
export function overlapField(label: string): QuestionField {
  return {
    ...{ name: 'overlapSeconds', label, type: 'select', value: '86400' },
    ...{ options: OVERLAPS, isOptionalHidden: true },
  };
}
