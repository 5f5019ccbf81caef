/** Where tables and items stand among the keys of etcd: each part percent-encoded, so that a prefix of a sort key is a prefix of the key. */
const part = encodeURIComponent;

export const keyOfTable = (table: string): string => `tables/${part(table)}`;

/** All items of a table begin so. */
export const keysOfItems = (table: string): string => `items/${part(table)}/`;

/** Of a table without sort keys the partition is the whole key. */
export const keyOfItem = (table: string, partitionKey: string, sortKey: string): string =>
  `${keysOfItems(table)}${part(partitionKey)}${sortKey === '' ? '' : `/${part(sortKey)}`}`;

/** All items of a partition begin so. */
export const keysOfPartition = (table: string, partitionKey: string, prefix: string): string =>
  `${keysOfItems(table)}${part(partitionKey)}/${part(prefix)}`;
