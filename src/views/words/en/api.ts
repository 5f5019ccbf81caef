/** The panel that calls the REST API. What an address does is said in the table of routes, too; a test holds the two together. */
export const api = {
  lead: 'Every call here is a client’s: it takes the cluster’s time, stands in the history and goes along in a link. The same addresses answer a fetch from this page’s console.',
  fromFile:
    'This page was opened from a file, which has no addresses: a fetch from the console needs the site.',
  address: 'Address',
  optional: 'may be empty',
  choose: 'Choose…',
  send: 'Send',
  waiting: 'Waiting…',
  copyFetch: 'As fetch',
  copyCurl: 'As curl',
  curlHelp:
    'Only this browser reaches this page’s cluster: curl needs a server that answers at these addresses.',
  copiedFetch: 'Copied as fetch.',
  copiedCurl: 'Copied as curl. Only this browser reaches the cluster of this page.',
  took: (time: string) => `after ${time} of the cluster’s time`,
  answer: 'The answer',
  recent: 'Recent calls',
  faults: {
    missing: 'Something has to stand here.',
    noNumber: 'This is no number.',
  },
  routes: {
    'GET /api/cache/:key': 'Read a key.',
    'POST /api/cache/:key': 'Write a key.',
    'DELETE /api/cache/:key': 'Delete a key.',
    'GET /api/cluster/nodes': 'All nodes.',
    'POST /api/cluster/nodes': 'A node joins.',
    'DELETE /api/cluster/nodes/:nodeId': 'A node hands over what it holds, and leaves.',
    'POST /api/cluster/rebalance': 'Keys move to where the nodes that are there now should have them.',
    'GET /api/cluster/items': 'What the nodes that run hold.',
    'GET /api/cluster/replications': 'The copies of these items, one record each.',
    'GET /api/cluster/events': 'What happened to the cluster, the oldest first.',
    'POST /api/simulation/failure': 'A fault. Where it stands already, nothing happens.',
    'POST /api/simulation/recover': 'All faults of a node end. Where there is none, nothing happens.',
    'GET /api/metrics': 'What all nodes count, in the text format of Prometheus.',
    'GET /api/health': 'Whether every node is well.',
    'GET /net/:address/metrics': 'What one node counts.',
    'GET /net/:address/health':
      'Whether one node is well: can it hear the others, has it memory, does its disk work, do its copies keep up.',
  },
};
