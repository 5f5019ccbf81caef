import { failure } from '../../../store/reply.ts';

export const UNAVAILABLE = failure('ERR not available in quorum mode');
