import { describeResource } from '../../../shared/operation';
import { requestPasswordReset } from './requestPasswordReset';
import { signUp } from './signUp';
import { validateToken } from './validateToken';

export const account = describeResource(
	'account',
	[requestPasswordReset, signUp, validateToken],
	'validateToken',
);
