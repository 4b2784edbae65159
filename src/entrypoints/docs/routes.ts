import { NO_FIELDS } from '../../http/no-fields.ts';
import type { Route, RouteReply } from '../../http/route.ts';
import type { DocsDependencies, DocumentedApi } from './docs-dependencies.ts';
import { getDocs } from './get-docs.ts';
import { getErrors } from './get-errors.ts';
import { getSample } from './get-sample.ts';
import { getSigning } from './get-signing.ts';
import { getViewer } from './get-viewer.ts';
import { SAMPLE_FILES } from './samples.ts';

const OPEN = { kind: 'open', because: 'it is documentation, and tells nothing of a white label' } as const;

export function docsRoutes(dependencies: DocsDependencies): Route<null>[] {
  const { apis } = dependencies;
  return [
    page(['/docs', '/docs/'], 'What there is to read for developers', getDocs(dependencies)),
    page(['/docs/errors'], 'What every code means, and what to do', getErrors(dependencies)),
    page(['/docs/signing'], 'How to sign requests, in five languages', getSigning(dependencies)),
    ...apis.map((api) => page([`/docs/${api.name}`], `All operations of ${api.name}`, getViewer(dependencies, api))),
    ...apis.map(documentRoute),
    ...SAMPLE_FILES.map((file) => sampleRoute(dependencies, file)),
  ];
}

function page(paths: readonly string[], summary: string, handle: () => RouteReply): Route<null> {
  return {
    method: 'GET',
    ...{ paths, summary, handle },
    security: OPEN,
    body: 'none',
    request: { query: NO_FIELDS, body: NO_FIELDS },
    response: { status: 200, contentType: 'text/html' },
    errors: [],
  };
}

function sampleRoute(dependencies: DocsDependencies, file: string): Route<null> {
  return {
    ...page([`/docs/samples/${file}`], `The file ${file}`, getSample(dependencies, file)),
    response: { status: 200, contentType: file.endsWith('.json') ? 'application/json' : 'text/plain' },
  };
}

function documentRoute({ name, document }: DocumentedApi): Route<null> {
  let made: object | undefined;
  return {
    method: 'GET',
    paths: [`/openapi/${name}.json`],
    summary: `${name} in OpenAPI 3.1`,
    security: OPEN,
    body: 'none',
    request: { query: NO_FIELDS, body: NO_FIELDS },
    response: { status: 200, contentType: 'application/json' },
    errors: [],
    handle() {
      made ??= document();
      return { kind: 'json', body: made };
    },
  };
}
