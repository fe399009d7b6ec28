/** One step of the store's schema. Steps only add; a step that has shipped never changes. */
export interface Migration {
  readonly version: number;
  readonly sql: string;
}
