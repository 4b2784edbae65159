/**
 * The same search stands above every list of what white labels have.
 *
 * @param target - Id of the list's table.
 * @param more - Filters of this list alone.
 */
export function searchInReach(
  action: string,
  { q, brokerName }: { readonly q: string; readonly brokerName: string },
  target: string,
  label: string,
  more: readonly object[] = [],
) {
  const placeholder = 'Its exact name';
  const filters = [
    { name: 'brokerName', label: 'White label', value: brokerName, placeholder, maxlength: 100 },
    ...more,
  ];
  return { action, target, label, value: q, filters };
}
