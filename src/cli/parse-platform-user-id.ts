import { InvalidArgumentError } from 'commander';

export function parsePlatformUserId(text: string): number {
  const id = Number(text);
  if (!/^\d{1,16}$/.test(text) || !Number.isSafeInteger(id)) throw new InvalidArgumentError('Give a whole number.');
  return id;
}
