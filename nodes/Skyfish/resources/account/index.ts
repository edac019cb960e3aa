import type { Resource } from '../../../shared/operation';
import { requestPasswordReset } from './requestPasswordReset';
import { signUp } from './signUp';
import { validateToken } from './validateToken';

export const account: Resource = {
	name: 'account',
	operations: [requestPasswordReset, signUp, validateToken],
	byDefault: 'validateToken',
};
