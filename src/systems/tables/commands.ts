/** The state changes of a table store, as they stand in the log: typed JSON. */

export interface CreateTableCommandPayload {
  readonly tableName: string;
  readonly partitionKeyName: string;
  /** Absent: the partition key alone names an item. */
  readonly sortKeyName?: string;
}

export interface DeleteTableCommandPayload {
  readonly tableName: string;
}

export interface PutItemCommandPayload {
  readonly tableName: string;
  readonly item: Item;
}

export interface DeleteItemCommandPayload {
  readonly tableName: string;
  readonly partitionKey: string;
  readonly sortKey?: string;
}

/** Any JSON object; the attributes that the table names as its keys are texts. */
export type Item = Readonly<Record<string, Json>>;
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

export type Command =
  | { readonly type: 'CreateTableCommandType'; readonly payload: CreateTableCommandPayload }
  | { readonly type: 'DeleteTableCommandType'; readonly payload: DeleteTableCommandPayload }
  | { readonly type: 'PutItemCommandType'; readonly payload: PutItemCommandPayload }
  | { readonly type: 'DeleteItemCommandType'; readonly payload: DeleteItemCommandPayload };
