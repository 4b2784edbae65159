import { SettingsError } from './load-settings.ts';

/** Where a server was to listen. */
export interface ListenAddress {
  readonly host: string;
  readonly port: number;
  /** The setting that gave the port. */
  readonly portVariable: string;
}

/** Why a server cannot listen, in the operator's words where the settings are to blame. */
export function listenFailure(error: unknown, { host, port, portVariable }: ListenAddress): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'EADDRINUSE':
      return new SettingsError([`Port ${port} is in use. Set ${portVariable} to another, or stop what uses it.`]);
    case 'EACCES':
      return new SettingsError([`Port ${port} is not open to this user. Set ${portVariable} to one above 1023.`]);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new SettingsError([`${host} is no address of this machine. Set HOST to one, or to 0.0.0.0 for all.`]);
    default:
      return error;
  }
}
