/** What each white label was set to; the newest revisions of each. */
export interface BrokerRevisionTable {
  broker_name: string;
  revision: number;
  at_ms: number;
  actor_json: string;
  /** The names of the fields, in their order. */
  changed_json: string;
  untold_json: string;
  /** Without secrets. */
  snapshot_json: string;
}
