import { STATUS_CODES } from 'node:http';
import type { OperationResponse, Reference } from './openapi-document.ts';

/** Keeps the answers that several operations give, each once. */
export interface ResponseShelf {
  share(status: number, response: OperationResponse): Reference;
  responses(): Record<string, OperationResponse>;
}

/** Each has the name of its status; where several differ, a number behind it. */
export function createResponseShelf(): ResponseShelf {
  const kept = new Map<string, OperationResponse>();
  return {
    share(status, response) {
      const base = (STATUS_CODES[status] ?? String(status)).replace(/\W/g, '');
      const text = JSON.stringify(response);
      let name = base;
      for (let count = 2; kept.has(name) && JSON.stringify(kept.get(name)) !== text; count++) name = `${base}${count}`;
      kept.set(name, response);
      return { $ref: `#/components/responses/${name}` };
    },
    responses: () => Object.fromEntries([...kept].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
