import type { ErrorCode } from '../../errors/catalogue.ts';
import type { OpenApiDocument } from '../../http/openapi/openapi-document.ts';
import type { RenderView } from '../../http/render-view.ts';

export interface DocsDependencies {
  readonly renderView: RenderView;
  readonly apis: readonly DocumentedApi[];
  /** Of this bridge, for examples. */
  readonly publicUrl: string;
  /** Every code that a `doc_url` can lead to. */
  readonly errorCodes: readonly ErrorCode[];
  /** Folder of the programs that pages show. */
  readonly samplesFolder: string;
}

export interface DocumentedApi {
  /** As addresses spell it: `broker-api`. */
  readonly name: string;
  /** Made when it is first asked for. */
  readonly document: () => OpenApiDocument;
}
